"""Every rule, and the engine that runs them: (Dataset, problems) -> findings."""

from vtlt_cli.rules import awards, clusters, files, names, register, rounds, scores
from vtlt_cli.rules.engine import RULES, Rule, run_rules

# Named so that importing the modules, which enters their rules, is seen to be on purpose.
FAMILIES = (files, names, register, rounds, clusters, scores, awards)

__all__ = ["FAMILIES", "RULES", "Rule", "run_rules"]
