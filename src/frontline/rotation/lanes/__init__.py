"""Lanes: final shifts as blocks on an axis of weeks, for the rotation page. Geometry only: no pages, few queries."""
