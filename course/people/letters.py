"""Links as they leave the house: with the site's address, in a mail's words."""

from flask import current_app

from course.people import mails
from course.people.mails import Letter
from course.people.models import LinkPurpose
from course.people.service.links import Fresh
from course.web.urls import absolute

_ENDPOINTS = {LinkPurpose.INVITE: "people.take_invitation", LinkPurpose.RESET: "people.reset"}


def url(link: Fresh) -> str:
    """Return the address of a link; works outside a request, for the command line."""
    # The router needs a host to build with; the address itself is the configured one.
    router = current_app.url_map.bind("localhost")
    return absolute(router.build(_ENDPOINTS[link.purpose], {"token": link.token}))


def letter(name: str, link: Fresh) -> Letter:
    """Return the mail that brings a link to a person of this name."""
    words = mails.invitation if link.purpose == LinkPurpose.INVITE else mails.reset
    return words(name=name, url=url(link), until=link.expires_at)
