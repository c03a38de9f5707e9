"""The API's own description (OpenAPI): as FastAPI derives it, with problems in every error."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from senior_life.api.problems import MEDIA_TYPE
from senior_life.wire import Problem

REF = "#/components/schemas/{model}"
METHODS = frozenset({"get", "put", "post", "patch", "delete"})
PROBLEM = {
    "description": "A problem, in words that a person can act on",
    "content": {MEDIA_TYPE: {"schema": {"$ref": REF.format(model="Problem")}}},
}
UNUSED = ("HTTPValidationError", "ValidationError")
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key and body give the same answer for 24 hours",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9_.:-]{1,128}$"},
}


def describe(api: FastAPI) -> dict[str, Any]:
    """Built once, on the first request for it."""
    if api.openapi_schema is None:
        document = get_openapi(
            title=api.title,
            version=api.version,
            summary=api.summary,
            routes=api.routes,
        )
        for methods in document["paths"].values():
            for method in METHODS & methods.keys():
                _complete(methods[method], method)
        _replace_models(document["components"]["schemas"])
        api.openapi_schema = document
    return api.openapi_schema


def _complete(operation: dict[str, Any], method: str) -> None:
    operation["responses"].pop("422", None)
    operation["responses"]["default"] = PROBLEM
    if method != "get":
        operation.setdefault("parameters", []).append(KEY)


def _replace_models(schemas: dict[str, Any]) -> None:
    for name in UNUSED:
        schemas.pop(name, None)
    own = Problem.model_json_schema(ref_template=REF, mode="serialization")
    for name, schema in own.pop("$defs", {}).items():
        schemas.setdefault(name, schema)
    schemas["Problem"] = own
