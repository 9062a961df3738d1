"""Every rule, and the engine that runs them: (Dataset, problems) -> findings."""

from vtlt_cli.rules.engine import ALL_FAMILIES, FAMILIES, RULES, Rule, all_rules, run_rules

__all__ = ["ALL_FAMILIES", "FAMILIES", "RULES", "Rule", "all_rules", "run_rules"]
