"""Addresses of the inbox. What a person does is a resource: POST /conversations/7/closure closes conversation 7."""

from django.urls import path, re_path

from frontline.inbox.queries import VIEWS
from frontline.inbox.views import (
    assignee,
    attachments,
    categories,
    category_list,
    clocks,
    closure,
    conversations,
    dispatches,
    erasure,
    following,
    lists,
    merger,
    messages,
    notes,
    preview,
    product,
    snooze,
    spam,
    starting,
)

_HERE = "conversations/<int:number>"

urlpatterns = [
    path("", lists.home, name="home"),
    re_path(rf"^inbox/(?P<view>{'|'.join(VIEWS)})$", lists.inbox, name="inbox"),
    path("inbox/search", lists.search, name="search"),
    path("conversations/new", starting.create, name="new-conversation"),
    path(_HERE, conversations.show, name="conversation"),
    path(f"{_HERE}/entries", conversations.entries, name="conversation-entries"),
    path(f"{_HERE}/clocks", clocks.show, name="conversation-clocks"),
    path(f"{_HERE}/messages", messages.create, name="conversation-messages"),
    path(f"{_HERE}/notes", notes.create, name="conversation-notes"),
    path(f"{_HERE}/assignee", assignee.update, name="conversation-assignee"),
    path(f"{_HERE}/closure", closure.create, name="conversation-closure"),
    path(f"{_HERE}/reopening", closure.delete, name="conversation-reopening"),
    path(f"{_HERE}/snooze", snooze.update, name="conversation-snooze"),
    path(f"{_HERE}/waking", snooze.delete, name="conversation-waking"),
    path(f"{_HERE}/categories", categories.update, name="conversation-categories"),
    path(f"{_HERE}/product", product.update, name="conversation-product"),
    path(f"{_HERE}/spam", spam.create, name="conversation-spam"),
    path(f"{_HERE}/not-spam", spam.delete, name="conversation-not-spam"),
    path(f"{_HERE}/merger", merger.create, name="conversation-merger"),
    path(f"{_HERE}/parting", merger.delete, name="conversation-parting"),
    path("customers/<int:pk>/erasure", erasure.create, name="customer-erasure"),
    path("categories", category_list.index, name="categories"),
    path("categories/<int:pk>", category_list.one, name="category"),
    path("categories/<int:pk>/agreement", category_list.agreement, name="category-agreement"),
    path("categories/<int:pk>/retirement", category_list.retirement, name="category-retirement"),
    path("categories/<int:pk>/return", category_list.return_, name="category-return"),
    path("categories/<int:pk>/removal", category_list.removal, name="category-removal"),
    path("messages/<int:pk>/undo", messages.undo, name="message-undo"),
    path("messages/<int:pk>/source", messages.source, name="message-source"),
    path("dispatches/<int:pk>/retry", dispatches.retry, name="dispatch-retry"),
    path("attachments/<int:pk>/<path:name>", attachments.show, name="attachment"),
    path("follow/<int:number>-<slug:key>", following.show, name="follow"),
    path("markdown-preview", preview.create, name="markdown-preview"),
]
