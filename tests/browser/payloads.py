"""Vectors that try to run a script out of a text: tags, events, encodings, addresses, nestings."""

import itertools

CALL = "hit({number})"
_EVENTS = [
    "onload",
    "onerror",
    "onclick",
    "onfocus",
    "onmouseover",
    "ontoggle",
    "onanimationstart",
    "onpointerdown",
    "onkeydown",
    "onbegin",
    "onscroll",
    "oninput",
    "onsubmit",
    "onauxclick",
    "ontransitionend",
    "onpageshow",
]
_TAGS = (
    '<img src=x {event}="{call}">',
    '<svg {event}="{call}"></svg>',
    '<a href="#" {event}="{call}">x</a>',
    '<details open {event}="{call}"><summary>x</summary></details>',
    '<input autofocus {event}="{call}">',
    '<iframe src="about:blank" {event}="{call}"></iframe>',
    '<video src=x {event}="{call}"></video>',
    '<math><mi {event}="{call}">x</mi></math>',
    '<svg><animate attributeName="x" dur="1s" {event}="{call}"></animate></svg>',
    '<form><button {event}="{call}">x</button></form>',
    '<marquee {event}="{call}">x</marquee>',
    '<div style="animation:x" tabindex="0" {event}="{call}">x</div>',
)
_WHOLE = (
    "<script>{call}</script>",
    "<ScRiPt>{call}</sCrIpT>",
    "<script/x>{call}</script>",
    "<svg><script>{call}</script></svg>",
    "<iframe srcdoc='<script>parent.{call}</script>'></iframe>",
    '<iframe src="javascript:parent.{call}"></iframe>',
    '<object data="javascript:{call}"></object>',
    '<a href="javascript:{call}">x</a>',
    '<a href="java&#9;script:{call}">x</a>',
    '<a href="&#106;avascript:{call}">x</a>',
    '<form action="javascript:{call}"><button>x</button></form>',
    '<svg><a xlink:href="javascript:{call}"><text>x</text></a></svg>',
    "<noscript><p title='</noscript><img src=x onerror={call}>'></noscript>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror={call}&gt;'>",
    "<svg></p><style><a id='</style><img src=x onerror={call}>'>",
    "<template><img src=x onerror={call}></template><img src=x onerror={call}>",
    "<!--><img src=x onerror={call}>-->",
    "[x](javascript:{call})",
    "[x](JaVaScRiPt:{call})",
    "[x](java\tscript:{call})",
    "[x](&#106;avascript:{call})",
    "[x](data:text/html,<script>{call}</script>)",
    "[x](vbscript:{call})",
    "![x](javascript:{call})",
    '![x](x"onerror="{call})',
    "[x]: javascript:{call}\n\n[x]",
    "<javascript:{call}>",
    '| a |\n|---|\n| <img src=x onerror="{call}"> |',
    '| " onmouseover="{call} |\n|---|\n| b |',
    '[x](https://a.test "\\" onclick=\\"{call}")',
)
#: What stands around a vector: places from which it could break out.
_AROUND = (
    "{}",
    '">{}',
    "'>{}",
    "</textarea>{}",
    "</title>{}",
    "--> {}",
    "`{}`",
    "> {}",
    "- {}",
    "**{}**",
    "{{{{ {} }}}}",
)
_ALIKE = (
    lambda text: text,
    str.upper,
    lambda text: text.replace("<", "<\0"),
    lambda text: text.replace(" on", "/on"),
    lambda text: text.replace("=", "\n="),
)


def vectors(every: int = 1) -> list[str]:
    """Return the vectors, each with a number of its own; `every` takes only each so many-th."""
    bodies = [
        tag.replace("{event}", event) for tag, event in itertools.product(_TAGS, _EVENTS)
    ] + list(_WHOLE)
    made = itertools.product(bodies, _AROUND, _ALIKE)
    return [
        around.format(_call(change, body, number))
        for number, (body, around, change) in enumerate(made)
        if number % every == 0
    ]


def _call(change, body, number):
    # The call itself keeps its case: only what is around it is changed.
    return change(body.replace("{call}", "\1")).replace("\1", CALL.format(number=number))
