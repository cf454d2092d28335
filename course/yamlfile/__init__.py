"""YAML as the files of the curriculum use it: strict to read, one canonical form to write.

Only JSON's values exist (YAML 1.2, core schema): `No`, `Yes`, `1:30` and dates stay text, decimals
stay exact. Anchors, aliases, tags and duplicate keys are refused, and so is a file that is too big.
"""

from course.yamlfile.reading import Loaded as Loaded
from course.yamlfile.reading import Location as Location
from course.yamlfile.reading import Problem as Problem
from course.yamlfile.reading import YamlProblem as YamlProblem
from course.yamlfile.reading import load as load
from course.yamlfile.reading import problems_of as problems_of
from course.yamlfile.writing import dump as dump
