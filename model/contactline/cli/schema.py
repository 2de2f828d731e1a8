"""The command that prints the JSON Schema of scenario files: `schema`."""

from __future__ import annotations

import click


@click.command()
@click.option("--plan", "of_plans", is_flag=True, help="Print the schema of plans instead.")
@click.option("--json", "as_json", is_flag=True, help="Does nothing here: a schema is JSON.")
def schema(*, of_plans: bool, as_json: bool) -> None:  # noqa: ARG001
    """Print the JSON Schema of scenario files, for an editor.

    Save it beside your scenarios: contactline schema > contactline.schema.json
    """
    from contactline.scenario import json_schema, schema_text
    from contactline.study.plan import plan_schema

    click.echo(schema_text(plan_schema() if of_plans else json_schema()), nl=False)
