"""Pages of a long list without counting it whole each time."""

import json
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.utils.functional import cached_property

EXACT_UP_TO = 2_000


class EstimatedPaginator(Paginator[Any]):
    """Counts up to ``EXACT_UP_TO`` rows; beyond, PostgreSQL’s plan says about how many."""

    @cached_property
    def count(self) -> int:
        """How many rows; about how many where ``is_estimate``."""
        counted: int = self._rows()[: EXACT_UP_TO + 1].count()
        return max(counted, self._planned()) if counted > EXACT_UP_TO else counted

    @property
    def is_estimate(self) -> bool:
        """Whether the count is only about right."""
        return self.count > EXACT_UP_TO

    def validate_number(self, number: Any) -> int:
        """An estimate may be too low: any later page may be asked for."""
        try:
            return super().validate_number(number)
        except EmptyPage:
            if self.is_estimate and int(number) > 0:
                return int(number)
            raise

    def page(self, number: Any) -> Page[Any]:
        """The rows of a page: not cut where the estimate ends."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        end = start + self.per_page if self.is_estimate else min(start + self.per_page, self.count)
        return Page(self.object_list[start:end], number, self)

    def _planned(self) -> int:
        plan = json.loads(self._rows().explain(format="json"))
        return int(plan[0]["Plan"]["Plan Rows"])

    def _rows(self) -> Any:
        rows: Any = self.object_list
        return rows.order_by().values("pk")
