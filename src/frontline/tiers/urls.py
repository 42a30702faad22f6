"""Addresses of tiers."""

from django.urls import path

from frontline.tiers.views import companies, facts, hooks, pages, rules

urlpatterns = [
    path("tiers", pages.index, name="tiers"),
    path("tiers/rules/new", rules.new_rule, name="tiers-new-rule"),
    path("tiers/rules/defaults", rules.defaults, name="tiers-defaults"),
    path("tiers/rules/<int:number>", rules.rule, name="tiers-rule"),
    path("tiers/rules/<int:number>/removal", rules.removal, name="tiers-rule-removal"),
    path("tiers/rules/<int:number>/raising", rules.raising, name="tiers-rule-raising"),
    path("tiers/companies", companies.companies, name="tiers-companies"),
    path("tiers/companies/<int:pk>", companies.company, name="tiers-company"),
    path("tiers/companies/<int:pk>/pin", companies.pin, name="tiers-pin"),
    path("tiers/companies/<int:pk>/pin/removal", companies.unpin, name="tiers-unpin"),
    path("tiers/facts", facts.facts, name="tiers-facts"),
    path("tiers/unmatched", facts.unmatched, name="tiers-unmatched"),
    path("tiers/unmatched/<int:pk>/match", facts.match, name="tiers-match"),
    path("tiers/sources/<str:source>/pass", pages.read_now, name="tiers-read-now"),
    path("hooks/stripe", hooks.stripe, name="hook-stripe"),
]
