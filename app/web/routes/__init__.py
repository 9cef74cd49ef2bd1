"""Every address of the application, a module for each of its subjects."""

from fastapi import APIRouter

from app.web.routes import (
    account,
    activity,
    add_articles,
    annotation_exchange,
    annotations,
    articles,
    corrections,
    dyads,
    events,
    grades,
    health,
    history,
    login,
    merging,
    new_event,
    opinions,
    origins,
    preferences,
    review,
    samples,
    sources,
    timeline,
    timeline_data,
    timeline_moves,
    users,
    versions,
)


def routers() -> list[APIRouter]:
    """The routers of all subjects, in the order in which addresses are matched: /articles/new before /articles/{id}."""
    modules = (
        timeline,
        timeline_data,
        timeline_moves,
        review,
        dyads,
        add_articles,
        samples,
        articles,
        versions,
        origins,
        opinions,
        new_event,
        events,
        history,
        corrections,
        merging,
        annotation_exchange,
        annotations,
        grades,
        sources,
        preferences,
        login,
        account,
        users,
        activity,
        health,
    )
    return [module.router for module in modules]
