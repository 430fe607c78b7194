"""What the skill costs beside a hello-world ask-sdk skill, measured in the same sitting.

Prints import to handler ready (cold processes, in turn), the first request, and the median warm request, each with
its ratio. Times are processor time, so that a busy machine does not blur them; ratios travel, single figures do not.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROCESSES = 15
WARM = 1000

HELLO = """
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_intent_name, is_request_type
sb = SkillBuilder()
@sb.request_handler(can_handle_func=is_request_type("LaunchRequest"))
def launch(handler_input):
    return handler_input.response_builder.speak("Hello").ask("Hello?").response
@sb.request_handler(can_handle_func=lambda i: i.request_envelope.request.object_type == "IntentRequest")
def hello(handler_input):
    return handler_input.response_builder.speak("Hello").ask("Hello?").response
handler = sb.lambda_handler()
"""

PROBE = """
import json, sys, time
began = time.process_time()
from {module} import handler
ready = time.process_time()
events = json.load(open(sys.argv[1]))
handler(events[0], None)
first = time.process_time()
warm = []
for number in range(int(sys.argv[2])):
    event = events[number % len(events)]
    start = time.process_time()
    handler(event, None)
    warm.append(time.process_time() - start)
print(json.dumps([(ready - began) * 1e3, (first - ready) * 1e3, sorted(warm)[len(warm) // 2] * 1e3 if warm else 0]))
"""


def events() -> list[dict[str, object]]:
    """Make one launch, one question and one routine, as an Echo sends them."""

    def event(request: dict[str, object]) -> dict[str, object]:
        application, user = {"applicationId": "amzn1.ask.skill.bench"}, {"userId": "amzn1.ask.account.bench"}
        return {
            "version": "1.0",
            "session": {
                "new": True,
                "sessionId": "amzn1.echo-api.session.bench",
                "application": application,
                "attributes": {"checked": True},
                "user": user,
            },
            "context": {
                "System": {"application": application, "user": user, "device": {"deviceId": "amzn1.ask.device.b"}}
            },
            "request": {"requestId": "r", "timestamp": "2026-11-23T12:00:00Z", "locale": "en-US", **request},
        }

    routine = {
        "name": "routine",
        "value": "knee to chest",
        "confirmationStatus": "NONE",
        "resolutions": {
            "resolutionsPerAuthority": [
                {
                    "authority": "a",
                    "status": {"code": "ER_SUCCESS_MATCH"},
                    "values": [{"value": {"name": "Knee to chest", "id": "knee_to_chest"}}],
                }
            ]
        },
    }
    return [
        event({"type": "LaunchRequest"}),
        event({"type": "IntentRequest", "intent": {"name": "IceOrHeatQuestion", "confirmationStatus": "NONE"}}),
        event({"type": "IntentRequest",
               "intent": {"name": "RoutineIntent", "confirmationStatus": "NONE", "slots": {"routine": routine}}}),
    ]  # fmt: skip


def measure(module: str, folder: Path, warm: int) -> list[float]:
    """Run one cold process; milliseconds of import, first request, median warm request."""
    probe = folder / f"probe_{module.replace('.', '_')}.py"
    probe.write_text(PROBE.format(module=module))
    answer = subprocess.run(
        [sys.executable, str(probe), str(folder / "events.json"), str(warm)],
        capture_output=True, text=True, check=True, cwd=folder, env={"PYTHONPATH": f"{ROOT}:{folder}", "PATH": ""},
    )  # fmt: skip
    return [float(value) for value in json.loads(answer.stdout)]


def main() -> None:
    """Measure both in turn and print the ratios of the medians."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "hello_world_skill.py").write_text(HELLO)
        (folder / "events.json").write_text(json.dumps(events()))
        runs: dict[str, list[list[float]]] = {"skill.app": [], "hello_world_skill": []}
        for _ in range(2):  # byte code and kept content come from the first starts, which do not count
            for module in runs:
                measure(module, folder, 0)
        for _ in range(PROCESSES):
            for module, found in runs.items():
                found.append(measure(module, folder, WARM // PROCESSES))
        names = ("import to handler ready", "first request", "median warm request")
        print(f"{'':<26}{'this skill':>12}{'hello world':>13}{'ratio':>8}   (medians of {PROCESSES} processes, ms)")
        for column, name in enumerate(names):
            ours, theirs = (statistics.median(run[column] for run in runs[module]) for module in runs)
            print(f"{name:<26}{ours:12.2f}{theirs:13.2f}{ours / theirs:8.2f}")


if __name__ == "__main__":
    main()
