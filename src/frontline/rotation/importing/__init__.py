"""Rotations from elsewhere: what PagerDuty and Grafana OnCall say, as a specification of ours."""
