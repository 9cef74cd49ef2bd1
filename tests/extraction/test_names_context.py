"""Each rule of context by rows that need it and rows that it must not take."""

import pytest

from tests.extraction.names_of import name_at

# sentence, mention, party, may it act, rule
READ = [
    ("Lima and Quito resumed ties.", "Quito", "ECU", True, "name.capital-party"),
    ("Talks between Madrid and Rabat failed.", "Rabat", "MAR", True, "name.capital-party"),
    ("The envoys met in Vienna and Paris.", "Vienna", "AUT", False, "name.capital-place"),
    ("The envoys met in Vienna and Paris.", "Paris", "FRA", False, "name.capital-place"),
    ("The troops left the outskirts of Kabul.", "Kabul", "AFG", False, "name.capital-place"),
    ("The minister flew to Ankara.", "Ankara", "TUR", False, "name.capital-place"),
    ("The minister visited Ankara.", "Ankara", "TUR", False, "name.capital-place"),
    ("The letter to Ankara went unanswered.", "Ankara", "TUR", True, "name.capital-party"),
    ("It expects aid from Moscow.", "Moscow", "RUS", True, "name.capital-party"),
    ("The plane left from Moscow.", "Moscow", "RUS", False, "name.capital-place"),
    ("London attacks shook the country.", "London", "GBR", False, "name.capital-place"),
    ("The foreign ministry in Cairo denied it.", "Cairo", "EGY", True, "name.capital-institution"),
    ("The bazaar in Cairo was closed.", "Cairo", "EGY", False, "name.capital-place"),
    ("TEHRAN (Newsroom) - Nothing moved.", "TEHRAN", "IRN", False, "name.dateline"),
    ("Tehran, March 3 - Nothing moved.", "Tehran", "IRN", False, "name.dateline"),
    ("Tehran warned its neighbours.", "Tehran", "IRN", True, "name.capital-party"),
    ("KIGALI/GITEGA, March 3 - Nothing moved.", "GITEGA", "BDI", False, "name.dateline"),
    ("The gunmen crossed into northern Mali.", "Mali", "MLI", True, "name.state"),
    ("The gunmen were killed in northern Mali.", "Mali", "MLI", False, "name.state-place"),
    ("Mali recalled its envoy.", "Mali", "MLI", True, "name.state"),
    ("They met in the Kenyan town of Naivasha.", "Kenyan", "KEN", False, "name.demonym-place"),
    ("The Kenyan police met them in town.", "Kenyan", "KEN", True, "name.demonym"),
    ("Soldiers exchanged fire on the Syrian border.", "Syrian", "SYR", False, "name.demonym-place"),
    ("The Syrian border guards fired.", "Syrian", "SYR", True, "name.demonym"),
    ("A Pakistan-based group said so.", "Pakistan", "PAK", False, "name.attribute"),
    ("An Iran-backed militia fired.", "Iran", "IRN", False, "name.attribute"),
    ("A US-led raid followed.", "US", "USA", True, "name.state"),
    ("Iran-Iraq talks began.", "Iran", "IRN", True, "name.state"),
    ("A pro-Russian crowd gathered.", "Russian", "RUS", False, "name.attribute"),
    ("Anti-American crowds gathered.", "American", "USA", True, "name.demonym"),
    ("Some ethnic Albanians fled.", "Albanians", "ALB", False, "name.attribute"),
    ("Some Albanians fled.", "Albanians", "ALB", True, "name.demonym"),
    ("Crowds waving Russian flags marched.", "Russian", "RUS", False, "name.attribute"),
    ("Crowds burned Russian flags.", "Russian", "RUS", True, "name.demonym"),
    ("A key U.S. ally refused.", "U.S.", "USA", False, "name.attribute"),
    ("The Egyptian newspaper Al-Ahram reported this.", "Egyptian", "EGY", False, "name.media"),
    ("Belgrade radio said the bridge was open.", "Belgrade", "SRB", False, "name.media"),
    ("The Egyptian army reported this.", "Egyptian", "EGY", True, "name.demonym"),
    ("Police raided a Turkish newspaper.", "Turkish", "TUR", True, "name.demonym"),
    ("Iraq seized a Kuwait Airways jet.", "Kuwait Airways", "Kuwait Airways", False, "name.carrier"),
    ("Ships gathered in the Indian Ocean.", "Indian Ocean", "Indian Ocean", False, "name.region"),
    ("Ships gathered in the Persian Gulf.", "Persian Gulf", "Persian Gulf", False, "name.region"),
    ("Sino-Indian talks resumed.", "Sino", "CHN", True, "name.combining"),
    ("Sino-Indian talks resumed.", "Indian", "IND", True, "name.demonym"),
    ("The former Soviet republics met.", "Soviet", "SUN", False, "name.attribute"),
    ("Former British colonies met.", "British", "GBR", False, "name.attribute"),
    ("A former Soviet minister spoke.", "Soviet", "SUN", True, "name.demonym"),
    ("War broke out across the former Yugoslavia.", "Yugoslavia", "YUG", False, "name.attribute"),
    ("A former US president spoke.", "US", "USA", True, "name.state"),
    ("They flew to Sheffield.", "Sheffield", "Sheffield", False, "name.city"),
    ("Chad sent troops.", "Chad", "TCD", True, "name.state"),
    ("Jordan's king spoke.", "Jordan", "JOR", True, "name.state"),
    ("The judge in Jordan Ahmed quoted is dead.", "Jordan", "JOR", False, "name.state-place"),
    ("The rebels took Kunduz.", "Kunduz", "Kunduz", False, "name.region"),
]

# sentence, mention that is no name here
NO_NAME = [
    ("They ate in a Chinese restaurant.", "Chinese"),
    ("He loves Russian literature.", "Russian"),
    ("The note was written in French.", "French"),
    ("He taught the English language.", "English"),
    ("A Dominican friar wrote it.", "Dominican"),
    ("Then Michael Jordan shook hands.", "Jordan"),
    ("Later Chad Smith played drums.", "Chad"),
    ("He wore a Panama hat.", "Panama"),
    ("Native Americans protested.", "Americans"),
    ("The Niger Delta is rich in oil.", "Niger"),
    ("Papua New Guinea agreed.", "Guinea"),
    ("The Indo-Pacific is wide.", "Indo"),
    ("The Washington Post said so.", "Washington"),
    ("The Express Tribune reported it.", "Express"),
    ("Romania is not a part of Oman.", "Roman"),
    ("They will help us.", "us"),
    ("An Exocet hit HMS Sheffield.", "Sheffield"),
    ("The destroyer Sheffield sank. The crew left the Sheffield.", "Sheffield"),
    ("The carrier group of the USS Ronald Reagan sailed.", "Ronald Reagan"),
    ("They met in Sheffield Hall.", "Sheffield"),
]

KEPT = [
    ("HMS London sank, and London protested.", "London", "GBR"),
    ("The frigate left and Lima protested.", "Lima", "PER"),
    ("A French restaurant owner met Chinese officials.", "Chinese", "CHN"),
    ("The note was in French hands.", "French", "FRA"),
    ("A Dominican minister wrote it.", "Dominican", "DOM"),
    ("He met Jordan President Smith.", "Jordan", "JOR"),
    ("Niger closed its airspace.", "Niger", "NER"),
    ("Guinea agreed.", "Guinea", "GIN"),
    ("Equatorial Guinea agreed.", "Equatorial Guinea", "GNQ"),
    ("Papua New Guinea agreed.", "Papua New Guinea", "PNG"),
    ("Nigerian police agreed.", "Nigerian", "NGA"),
    ("Dominica agreed.", "Dominica", "DMA"),
    ("South Sudan agreed.", "South Sudan", "SSD"),
    ("Northern Ireland agreed.", "Northern Ireland", "GBR"),
    ("IRAN WARNS ISRAEL", "IRAN", "IRN"),
    ("Côte d’Ivoire agreed.", "Côte d’Ivoire", "CIV"),
    ("They asked the US for help.", "US", "USA"),
    ("The Dutch, the Swiss and the Thais signed.", "Thais", "THA"),
    ("Filipinos and Emiratis signed.", "Filipinos", "PHL"),
]


@pytest.mark.parametrize(("sentence", "mention", "party", "acts", "rule"), READ)
def test_context_decides_between_party_place_and_attribute(
    sentence: str, mention: str, party: str, acts: bool, rule: str
) -> None:
    found = name_at(sentence, mention)
    assert found is not None
    assert (found.party, found.as_party, found.rule) == (party, acts, rule)


@pytest.mark.parametrize(("sentence", "mention"), NO_NAME)
def test_words_that_only_look_like_names_are_left_out(sentence: str, mention: str) -> None:
    assert name_at(sentence, mention) is None


@pytest.mark.parametrize(("sentence", "mention", "party"), KEPT)
def test_words_much_like_them_are_names(sentence: str, mention: str, party: str) -> None:
    found = name_at(sentence, mention)
    assert found is not None
    assert (found.party, found.as_party) == (party, True)
