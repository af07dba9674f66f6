"""Who issues a report, as it stands on it: the office of the data, or else ourselves."""

from analysis.data import Dataset
from analysis.page import Letterhead, Words


def author(data: Dataset, words: Words) -> str:
    """Name of who makes the report: the office, else the data set's name, else the project."""
    identity = data.identity
    return identity.say("name", words.lang) or identity.say("data", words.lang) or words.text("author")


def data_name(data: Dataset, words: Words) -> str:
    """Name of the data set, to be cited by."""
    identity = data.identity
    if named := identity.say("data", words.lang):
        return named
    office = identity.say("name", words.lang)
    return words.text("cite-data-of", office=office) if office else words.text("cite-data")


def letterhead(data: Dataset, words: Words) -> Letterhead | None:
    """What an office has written in ``office.yml``; None where there is none."""
    identity, lang = data.identity, words.lang
    if not identity.name:
        return None
    recipients = identity.lines("recipients", lang)
    return Letterhead(
        name=identity.say("name", lang),
        imprint=words.text("imprint"),
        above=identity.say("above", lang),
        motto=identity.say("motto", lang),
        number=identity.say("number", lang),
        place_and_date=identity.say("place_and_date", lang),
        logo=identity.logo,
        accent=identity.accent,
        recipients=recipients,
        recipients_title=words.text("recipients") if recipients else "",
        signature=identity.lines("signature", lang),
        signed_by=identity.say("signed_by", lang),
    )
