"""Closed classes of words by which verb groups are told: auxiliaries, determiners, prepositions, adverbs."""

BE = frozenset("be am is are was were been being 's 're 'm".split())
HAVE = frozenset("have has had having 've".split())
DO = frozenset("do does did".split())
MODALS = frozenset("will would shall should can could may might must 'll 'd ought cannot".split())
NEGATIONS = frozenset("not n't never neither nor hardly cannot".split())
DETERMINERS = frozenset(
    "the a an this that these those its his her their our my your some any no each every another both all"
    " several many few"
    " such what which whose one two three four five six seven eight nine ten dozens hundreds thousands".split()
)
PRONOUNS = frozenset("i we you he she it they who which that there".split())
OBJECTS = DETERMINERS | frozenset("it him them us me himself itself themselves".split())
PREPOSITIONS = frozenset(
    "of in on at by for with from to into onto against over under between among through during after before"
    " since until about"
    " around near off across along towards toward within without beyond despite inside outside via per amid"
    " alongside upon"
    " behind above below past as like than because following including".split()
)
ADVERBS = frozenset(
    "also already still just yet only now then even again once soon later first further too recently formally"
    " officially"
    " together always ever often sometimes twice thus therefore however meanwhile instead publicly out not n't never"
    " neither nor hardly both all subsequently long far so outright unanimously".split()
)
# What parts two clauses for certain.
BREAKS = frozenset(
    ", ; : . ( ) — – - that which who whom whose where when while after before as because since until though"
    " although if"
    " unless but and or said say says so than whether how what".split()
) | {'"', "“", "”", "'", "‘", "’"}
