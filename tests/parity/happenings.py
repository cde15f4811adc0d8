"""Threats, summits and the world outside for a made-up scenario."""

from __future__ import annotations

from tests.parity.choices import Chooser, Part, date_of, ends


class Happenings(Chooser):
    """Draws what may happen, once there are issues and a last day."""

    issues: Part
    last: int

    def _percents(self) -> tuple[str, ...]:
        return tuple(name for name, issue in self.issues.items() if issue["unit"] == "percent")

    def _deadlines(self) -> Part:
        names = self._percents()
        return {
            f"deadline_{number}": self._deadline(self.one_of(*names))
            for number in range(self.whole(0, 3) if names else 0)
        }

    def _deadline(self, name: str) -> Part:
        due = self.whole(1, self.last)
        found = {
            "label": "Deadline",
            "date": date_of(due),
            "set_on": self.day(due - 60, due - 1),
            "issue": name,
            "to": self.number("percent", *ends(self.issues[name]["levels"]["values"])),
            "holder": self.issues[name]["giver"],
            "softness": self.chance(),
            "insight": self.share(),
            "extension": self.number("days", 1, 30),
            "stretch": self.share(),
            "progress_pull": self.number("ratio", 0, 5),
            "review": self.number("days", 1, 40),
        }
        if self.maybe():
            found["belief"] = self.chance()
        if self.maybe():
            found["learning"] = self.number("count", 0.01, 10)
        return found

    def _escalations(self) -> Part:
        return {
            f"escalation_{number}": {
                "label": "Escalation",
                "issue": name,
                "holder": self.issues[name]["giver"],
                "rise": self.number("percentage points", 0, 20),
                "probability": self.chance(),
                "by": self.day(1, self.last),
                "notice": self.number("days", 1, 20),
                "belief": self.chance(),
                **({"learning": self.number("count", 0.01, 10)} if self.maybe() else {}),
            }
            for number in range(self.whole(0, 2))
            for name in [self.one_of(*self.issues)]
        }

    def _summit(self) -> Part:
        return {
            "label": "Summit",
            "date": self.day(1, self.last),
            "held": self.chance(),
            "override_factor": self.number("factor", 0, 3),
        }

    def _outside(self) -> Part:
        tariffs = [name for name, issue in self.issues.items() if issue["kind"] == "tariff"]
        found: Part = {}
        if tariffs and self.maybe():
            found["litigation"] = {
                "label": "Court",
                "issue": self.one_of(*tariffs),
                "earliest": self.day(-10, self.last + 10),
                "delay": self.number("days", 0, 60),
                "probability": self.chance(),
            }
        if tariffs and self.maybe():
            name = self.one_of(*tariffs)
            found["other_deals"] = {
                "label": "Others",
                "issue": name,
                "monthly": self.chance(),
                "value": self.number("percent", *ends(self.issues[name]["levels"]["values"])),
                "pull": self.share(),
            }
        return found
