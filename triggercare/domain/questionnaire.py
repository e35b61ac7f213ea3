"""Which page asks what, in which order, and what is still open.

Pages are derived from the answers so far, never stored. A wide net box opens the exact signs behind it on
a closer page; only the closer page decides.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from triggercare.domain.anatomy import REGIONS, Library, Urgency, group_zones
from triggercare.domain.combinations import COMBINATIONS, Combination
from triggercare.domain.precautions import (
    PRECAUTIONS,
    Condition,
    Precaution,
    nameable,
    named_places,
    to_ask_first,
)
from triggercare.domain.questions import (
    HEALTH_NETS,
    NOT_SURE_HINT,
    NOW_NETS,
    REPLIES,
    SCALE,
    SIGN_NETS,
    SPANS,
    START,
    TOOLS,
    YES_NO,
    Answers,
    Kind,
    Net,
    Option,
    Page,
    Question,
    Reply,
    once,
)
from triggercare.domain.red_flags import RED_FLAGS, RedFlag, Sign

STEPS = 10  # the check page is the last
SIGNS_A_PAGE = 20
WORSE_BY = 2  # points of pain (R06)
MOST_MOVEMENTS = 12
MOST_SYMPTOMS = 6
NONE = "None of these"
OFFERED = "-offered"  # beside a question's slug: the options that were shown
_IMPLIED = {
    ("start", "small-fall"): "injury",
    ("start", "blow"): "injury",
    ("start", "new-medicine"): "medicine",
    ("health", "weak-immune"): "fever",  # G11 asks on with a weak immune system, fever or not
    ("health", "heart-arteries"): "out-of-the-blue",  # G05 names a known widened artery
}
_NAMED_PLACES = tuple(
    Option(name, f"{REGIONS[region]}, your {side}" if side else REGIONS[region])
    for name in nameable()
    for region, _, side in [name.partition(":")]
)
_TICK = "Tick what is true, or “None of these”."


def danger_pages(answers: Answers) -> tuple[Page, ...]:
    """The pages that have to be answered before anybody is cleared, in order."""
    return (
        _now_page(),
        *_closer_now(answers),
        _where_page(),
        _you_page(),
        _start_page(),
        _pain_page(answers),
        _health_page(),
        *_closer_health(answers),
        *_health_places(answers),
        *_agreed(answers),
        _signs_page(answers),
        *_closer_signs(answers),
        *_closer_more(answers),
        *_seen(answers),
    )


def all_pages(answers: Answers, library: Library) -> tuple[Page, ...]:
    """Every page that applies to this person, in order."""
    return (*danger_pages(answers), *_worse_page(answers, library), _tools_page())


def is_answered(question: Question, answers: Answers) -> bool:
    """Whether the question has an answer that covers every option offered now."""
    if question.slug not in answers.values:
        return False
    if not question.offer_matters:
        return True
    return {option.slug for option in question.options} <= answers.ticked(question.slug + OFFERED)


def first_open(pages: tuple[Page, ...], answers: Answers) -> Page | None:
    """The first page with a question that has no answer; None when all are answered."""
    return next((p for p in pages if not all(is_answered(q, answers) for q in p.questions)), None)


def asked_anew(before: Answers, after: Answers) -> Answers:
    """R06: once pain has risen by 2 points or more, or a symptom is new, both danger pages are open again."""
    rose = (after.number("intensity") or 0) - (before.number("intensity") or 0)
    was_rated = before.number("intensity") is not None
    more = after.ticked("symptoms") - before.ticked("symptoms")
    if not (was_rated and rose >= WORSE_BY) and not ("symptoms" in before.values and more):
        return after
    values = {slug: value for slug, value in after.values.items() if slug not in ("now", "signs")}
    return replace(after, values=values)


def settle(answers: Answers, library: Library) -> Answers:
    """Forget answers to questions and boxes that are gone, until nothing changes any more."""
    while True:
        kept = _still_asked(answers, library)
        if kept.values == answers.values:
            return answers
        answers = kept


def _still_asked(answers: Answers, library: Library) -> Answers:
    values = {}
    for page in all_pages(answers, library):
        for question in page.questions:
            value = answers.values.get(question.slug)
            if value is None:
                continue
            options = {option.slug for option in question.options}
            if question.kind is Kind.MANY and isinstance(value, tuple):
                value = tuple(slug for slug in value if slug in options)
            elif question.kind is Kind.ONE and value not in options:
                continue
            values[question.slug] = value
            offered = answers.values.get(question.slug + OFFERED)
            if question.offer_matters and offered is not None:
                values[question.slug + OFFERED] = offered
    return replace(answers, values=values)


def implied_nets(answers: Answers) -> frozenset[str]:
    """Net boxes that an earlier answer has ticked already: they are opened, not shown."""
    return frozenset(net for (page, slug), net in _IMPLIED.items() if slug in answers.ticked(page))


def ticked_nets(answers: Answers) -> frozenset[str]:
    """All net boxes that lead to a closer look."""
    return answers.ticked("now") | answers.ticked("signs") | implied_nets(answers)


@once
def open_signs(answers: Answers, page: str) -> tuple[tuple[RedFlag, Sign], ...]:
    """The exact signs that the closer look after `page` ("now" or "signs") asks, most dangerous first."""
    now = {net.slug for net in NOW_NETS}
    nets = answers.ticked("now") if page == "now" else ticked_nets(answers) - now
    found = [
        (flag, sign)
        for flag in RED_FLAGS
        if not (flag.by_fact or flag.asked_by_net)
        and _is_opened(flag, nets, page)
        and flag.ask.holds(answers)
        for sign in flag.signs
        if sign.ask.holds(answers)
    ]
    if page == "signs":
        before = {sign.id for _, sign in open_signs(answers, "now")}
        found = [(flag, sign) for flag, sign in found if sign.id not in before]
    return tuple(sorted(found, key=lambda pair: -pair[0].level_of(pair[1]).rank))


def _is_opened(flag: RedFlag, nets: frozenset[str], page: str) -> bool:
    return not nets.isdisjoint(flag.nets) if flag.nets else page == "signs"


_ASKS_AGAIN = {"B01": "G04"}
_FIRES = (Reply.YES, Reply.NOT_SURE)  # R04: not sure counts like yes
NEVER_SEEN = frozenset({"G19", "G27"})  # R03: no check makes these free


@once
def fired_signs(answers: Answers) -> tuple[tuple[RedFlag, Sign], ...]:
    """The signs with an answer that fires them."""
    asked = _asked_signs(answers)
    return _fired((*asked, *_asked_at_once(answers, asked)), answers)


def asked_at_once(answers: Answers) -> tuple[tuple[RedFlag, Sign], ...]:
    """The signs that an item asks again at once (B01: those of G04), unless they have been asked already."""
    return _asked_at_once(answers, _asked_signs(answers))


Asked = tuple[tuple[RedFlag, Sign], ...]


def _asked_at_once(answers: Answers, before: Asked) -> Asked:
    fired = {flag.id for flag, _ in _fired(before, answers)}
    wanted = {again for item, again in _ASKS_AGAIN.items() if item in fired}
    asked = {sign.id for _, sign in before}
    return tuple(
        (flag, sign) for flag in RED_FLAGS if flag.id in wanted for sign in flag.signs if sign.id not in asked
    )


def _fired(asked: Asked, answers: Answers) -> Asked:
    return tuple((flag, sign) for flag, sign in asked if answers.reply(sign.id) in _FIRES)


@once
def _asked_signs(answers: Answers) -> Asked:
    return tuple(pair for page in ("now", "signs") for pair in open_signs(answers, page))


def fired_combinations(answers: Answers) -> tuple[Combination, ...]:
    """The combinations that fire: told ones once reached, the others when answered so."""
    return tuple(c for c in open_combinations(answers) if c.told or answers.reply(c.sign.id) in _FIRES)


def to_be_seen(answers: Answers) -> tuple[RedFlag, ...]:
    """The "soon" items of which a check would free the places. None when something more urgent fired."""
    fired = fired_signs(answers)
    levels = {flag.level_of(sign) for flag, sign in fired} | {
        c.flag.level for c in fired_combinations(answers)
    }
    if levels - {Urgency.SOON}:
        return ()
    return tuple(dict.fromkeys(flag for flag, _ in fired if flag.id not in NEVER_SEEN))


def seen_slug(flag: RedFlag) -> str:
    """The question whether a clinician has looked at this item."""
    return f"seen-{flag.id}"


@once
def open_combinations(answers: Answers) -> tuple[Combination, ...]:
    """The combinations that these answers have reached, told ones included."""
    own = frozenset(c.sign.id for c in COMBINATIONS if not c.told and answers.reply(c.sign.id) in _FIRES)
    fired = own.union(flag.id for flag, _ in fired_signs(answers))
    return tuple(combination for combination in COMBINATIONS if combination.is_reached(fired, answers))


def open_conditions(answers: Answers) -> tuple[Precaution, ...]:
    """The conditions that the closer look after "health" asks."""
    ticked = answers.ticked("health")
    return tuple(p for p in PRECAUTIONS if not ticked.isdisjoint(p.nets) and not p.asked_by_net)


def known_conditions(answers: Answers) -> tuple[tuple[Precaution, Reply], ...]:
    """The conditions that the person has, or is not sure of."""
    ticked = answers.ticked("health")
    opened = open_conditions(answers)
    found = []
    for precaution in PRECAUTIONS:
        if precaution.asked_by_net and not ticked.isdisjoint(precaution.nets):
            found.append((precaution, Reply.YES))
        elif precaution in opened and answers.reply(precaution.slug) in _FIRES:
            found.append((precaution, Reply(answers.one(precaution.slug))))
    return tuple(found)


def conditions_of(answers: Answers) -> tuple[Condition, ...]:
    """The same with the places named for them and whether a clinician has agreed."""
    return tuple(
        Condition(
            precaution.slug,
            frozenset().union(*map(named_places, answers.ticked(at_slug(precaution)))) or None,
            answers.one(agreed_slug(precaution)) == "yes",
        )
        for precaution, _ in known_conditions(answers)
    )


def to_agree(answers: Answers) -> tuple[Precaution, ...]:
    """The conditions for which a clinician must agree first."""
    known = known_conditions(answers)
    asked = to_ask_first([p.slug for p, _ in known], answers.zones)
    return tuple(p for p, reply in known if reply is Reply.YES and p in asked)


def at_slug(precaution: Precaution) -> str:
    """The question where a condition sits."""
    return f"at-{precaution.slug}"


def agreed_slug(precaution: Precaution) -> str:
    """The question whether a clinician has agreed."""
    return f"agreed-{precaution.slug}"


def _many(
    slug: str, legend: str, options: tuple[Option, ...], error: str = _TICK, **more: object
) -> Question:
    settings: dict[str, object] = {"none_label": NONE, **more}
    return Question(slug=slug, kind=Kind.MANY, legend=legend, options=options, error=error, **settings)  # type: ignore[arg-type]  # names of Question's own fields


def _now_page() -> Page:
    heading = "Is any of this happening now?"
    return Page(
        slug="now",
        step=1,
        heading=heading,
        hint=NOT_SURE_HINT,
        questions=(_many("now", heading, NOW_NETS),),
    )


def _where_page() -> Page:
    heading = "Where does it hurt?"
    return Page(
        slug="where",
        step=2,
        heading=heading,
        hint="Tick every place that hurts. Left and right are your own.",
        questions=(
            Question(
                slug="where",
                kind=Kind.PLACES,
                legend=heading,
                error="Tick at least one place where it hurts.",
            ),
        ),
    )


def _you_page() -> Page:
    return Page(
        slug="you",
        step=3,
        heading="About you",
        hint="Some signs matter more at some ages.",
        questions=(
            Question(
                slug="age",
                kind=Kind.NUMBER,
                legend="How old are you, in years?",
                error="Enter your age in years, as a number from 0 to 120.",
            ),
            Question(
                slug="sport",
                kind=Kind.ONE,
                legend="Do you do sport or hard training most weeks?",
                hint="Running, jumping, dancing, marching and the gym all count.",
                options=YES_NO,
                error="Choose yes or no for sport.",
            ),
        ),
    )


def _start_page() -> Page:
    heading = "What started it, or keeps it going?"
    return Page(
        slug="start",
        step=4,
        heading=heading,
        hint="Tick all that fit.",
        questions=(
            _many("start", heading, START, "Tick what fits, or “I don’t know”.", none_label="I don’t know"),
        ),
    )


def _pain_page(answers: Answers) -> Page:
    questions = [
        Question(
            slug="span",
            kind=Kind.ONE,
            legend="How long have you had it this time?",
            options=SPANS,
            error="Choose how long you have had it.",
        ),
        Question(
            slug="intensity",
            kind=Kind.SCALE,
            legend="How bad was it at its worst in the last 7 days?",
            options=SCALE,
            error="Choose a number from 0 to 10.",
        ),
    ]
    if len(answers.places) > 1:
        worst = tuple(Option(str(place), place.words) for place in answers.places)
        questions.append(
            Question(
                slug="worst",
                kind=Kind.ONE,
                legend="Where is it worst?",
                options=(*worst, Option("same", "About the same everywhere")),
                error="Choose where it is worst, or “About the same everywhere”.",
            )
        )
    return Page(slug="pain", step=5, heading="How long, and how bad?", questions=tuple(questions))


def _health_page() -> Page:
    heading = "Does any of this belong to you?"
    return Page(
        slug="health",
        step=6,
        heading=heading,
        hint="It decides what you should not press. " + NOT_SURE_HINT,
        questions=(_many("health", heading, HEALTH_NETS),),
    )


def offered_nets(answers: Answers) -> tuple[Net, ...]:
    """The boxes of the page "signs" that fit these places and facts and are not ticked already."""
    implied = implied_nets(answers)
    return tuple(
        net
        for net in SIGN_NETS
        if net.slug not in implied
        and (not net.groups or any(not answers.zones.isdisjoint(group_zones(g)) for g in net.groups))
        and (not net.sport_only or answers.one("sport") == "yes")
    )


def _signs_page(answers: Answers) -> Page:
    heading = "Have you noticed any of this?"
    hint = "With this pain, or in the last weeks. " + NOT_SURE_HINT
    if implied_nets(answers):
        hint += " What you have told us already, we ask about next."
    return Page(
        slug="signs",
        step=7,
        heading=heading,
        hint=hint,
        questions=(_many("signs", heading, offered_nets(answers), offer_matters=True),),
    )


def _closer_now(answers: Answers) -> Iterator[Page]:
    warning = "If one of these is true, or you are not sure, call your local emergency number now."
    yield from _closer_pages("closer-now", 1, _sign_questions(answers, "now"), warning)


def _closer_health(answers: Answers) -> Iterator[Page]:
    questions = [
        _reply_question(number, p.slug, p.words, p.not_counted)
        for number, p in enumerate(open_conditions(answers), start=1)
    ]
    yield from _closer_pages("closer-health", 6, questions)


def _health_places(answers: Answers) -> Iterator[Page]:
    questions = tuple(
        Question(
            slug=at_slug(precaution),
            kind=Kind.MANY,
            legend=f"Where? {precaution.name}",
            options=_NAMED_PLACES,
            error="",
            left_open="Everywhere",
        )
        for precaution, _ in known_conditions(answers)
        if precaution.sits
    )
    if questions:
        yield Page(
            slug="health-places",
            step=6,
            heading="Where on your body is it?",
            hint="Tick every part. If you leave it open, we take it to be everywhere, and offer less.",
            questions=questions,
        )


def _agreed(answers: Answers) -> Iterator[Page]:
    questions = _yes_or_no((agreed_slug(p), f"{p.name}: has a clinician agreed?") for p in to_agree(answers))
    if questions:
        yield Page(
            slug="agreed",
            step=6,
            heading="Has a clinician said that pressing is fine?",
            hint="Someone who knows about it: a doctor, nurse, surgeon or physiotherapist. If you are not sure, choose no.",
            questions=questions,
        )


def _yes_or_no(lines: Iterable[tuple[str, str]]) -> tuple[Question, ...]:
    """One question a line, from slug and words."""
    return tuple(
        Question(
            slug=slug, kind=Kind.ONE, legend=words, options=YES_NO, error=f"Line {number}: choose yes or no."
        )
        for number, (slug, words) in enumerate(lines, start=1)
    )


def _closer_signs(answers: Answers) -> Iterator[Page]:
    yield from _closer_pages("closer-signs", 7, _sign_questions(answers, "signs"))


def _closer_more(answers: Answers) -> Iterator[Page]:
    asked = [sign for _, sign in asked_at_once(answers)]
    asked += [c.sign for c in open_combinations(answers) if not c.told]
    questions = [
        _reply_question(number, sign.id, sign.words, sign.not_counted)
        for number, sign in enumerate(asked, start=1)
    ]
    yield from _closer_pages("closer-more", 7, questions)


def _seen(answers: Answers) -> Iterator[Page]:
    questions = _yes_or_no(
        (seen_slug(f), f"{f.short}: has somebody looked at it?") for f in to_be_seen(answers)
    )
    if questions:
        yield Page(
            slug="seen",
            step=7,
            heading="Has somebody looked at this?",
            hint="A doctor, dentist, nurse or physiotherapist, since it began.",
            questions=questions,
        )


def _sign_questions(answers: Answers, page: str) -> list[Question]:
    return [
        _reply_question(number, sign.id, sign.words, sign.not_counted)
        for number, (_, sign) in enumerate(open_signs(answers, page), start=1)
    ]


def _reply_question(number: int, slug: str, words: str, not_counted: str) -> Question:
    return Question(
        slug=slug,
        kind=Kind.ONE,
        legend=words,
        options=REPLIES,
        hint=f"Does not count: {not_counted}" if not_counted else "",
        error=f"Question {number}: choose yes, no or not sure.",
    )


def _closer_pages(slug: str, step: int, questions: list[Question], warning: str = "") -> Iterator[Page]:
    for start in range(0, len(questions), SIGNS_A_PAGE):
        number = start // SIGNS_A_PAGE + 1
        yield Page(
            slug=slug if number == 1 else f"{slug}-{number}",
            step=step,
            heading="A closer look" if number == 1 else f"A closer look, part {number}",
            hint="Answer each line. Not sure is a good answer too. “New” means: it began, or clearly changed, in the"
            " last 4 weeks.",
            warning=warning,
            questions=tuple(questions[start : start + SIGNS_A_PAGE]),
        )


def _worse_page(answers: Answers, library: Library) -> Iterator[Page]:
    muscles = library.referring_to(answers.zones)
    movements = _most_used([word for m in muscles for word in m.aggravated_by], MOST_MOVEMENTS)
    symptoms = _most_used([word for m in muscles for word in m.symptoms], MOST_SYMPTOMS)
    words = library.vocabulary
    asked = (
        ("movements", "What makes it worse?", tuple(Option(w, words.movements[w].words) for w in movements)),
        ("symptoms", "What else do you notice?", tuple(Option(w, words.symptoms[w].words) for w in symptoms)),
    )
    questions = tuple(
        Question(slug=slug, kind=Kind.MANY, legend=legend, options=options, error="", offer_matters=True)
        for slug, legend, options in asked
        if options
    )
    if questions:
        yield Page(
            slug="worse",
            step=8,
            heading="What makes it worse, and what else?",
            hint="Tick what fits. You may leave all of it open.",
            questions=questions,
        )


def _most_used(words: list[str], most: int) -> list[str]:
    """The words used most often; ties in the order of the alphabet."""
    counted = Counter(words)
    return sorted(counted, key=lambda word: (-counted[word], word))[:most]


def _tools_page() -> Page:
    return Page(
        slug="tools",
        step=9,
        heading="What do you have at home?",
        hint="Hands are enough for much of it.",
        questions=(
            _many("tools", "What do you have at home?", TOOLS),
            Question(
                slug="floor",
                kind=Kind.ONE,
                legend="Can you get down to the floor and up again easily?",
                options=YES_NO,
                error="Choose yes or no for the floor.",
            ),
        ),
    )
