"""An MCP server over standard streams that misbehaves as it is told; only the standard library."""
import json
import os
import sys
import time

MODE = sys.argv[1] if len(sys.argv) > 1 else "normal"
OBJECT = {"type": "object", "properties": {"text": {"type": "string"}}}


def tool(name, schema=OBJECT, **more):
    return {"name": name, "description": "does " + name, "inputSchema": schema, **more}


def send(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def text(value, error=False):
    return {"content": [{"type": "text", "text": value}], "isError": error}


def tools():
    if MODE == "not-a-list":
        return "surprise"
    if MODE == "many":
        return [tool("t%d" % i) for i in range(1000)]
    return [
        tool("echo", annotations={"readOnlyHint": True}),
        tool("count"),
        tool("hang"),
        tool("flood"),
        tool("endless"),
        tool("die"),
        tool("fail"),
        tool("progress"),
        tool("long"),
        tool("name with spaces & more"),
        tool("lie-type", {"type": "array"}),
        tool("lie-schema", {"type": "object", "properties": {"a": {"type": "nonsense"}}}),
        tool("lie-remote", {"type": "object", "properties": {"a": {"$ref": "http://127.0.0.1:1/x"}}}),
        tool("slow-pattern", {"type": "object", "properties": {"a": {"pattern": "^(a+)+$"}}}),
    ]


def call(request, name, arguments):
    token = request["params"].get("_meta", {}).get("progressToken")
    if name == "count":
        with open("count", "a") as file:
            file.write("x")
        return text("counted")
    if name == "hang":
        with open("hanging", "w"):
            pass
        return None
    if name == "flood":
        return text("x" * 50_000_000)
    if name == "endless":
        while True:
            sys.stdout.write("y" * 65536)
    if name == "die":
        sys.stderr.write("out of luck\n")
        sys.stderr.flush()
        os._exit(3)
    if name == "fail":
        return text("no such ticket", error=True)
    if name == "long":
        return text("start " + "z" * 100_000 + " end")
    if name == "progress":
        send({"jsonrpc": "2.0", "method": "notifications/progress",
              "params": {"progressToken": token, "progress": 1, "message": "half way"}})
        return text("done")
    return text("echo: " + arguments.get("text", ""))


def main():
    if MODE == "dies-at-once":
        sys.stderr.write("cannot find my config\n")
        sys.exit(2)
    print("this line is no message of the protocol", flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        method = request.get("method")
        if method == "initialize":
            if MODE == "hangs-at-once":
                time.sleep(1000)
            send({"jsonrpc": "2.0", "id": request["id"], "result": {
                "protocolVersion": request["params"]["protocolVersion"],
                "capabilities": {"tools": {}}, "serverInfo": {"name": "hostile", "version": "1"}}})
        elif method == "tools/list":
            send({"jsonrpc": "2.0", "id": request["id"], "result": {"tools": tools()}})
        elif method == "tools/call":
            result = call(request, request["params"]["name"], request["params"].get("arguments", {}))
            if result is not None:
                send({"jsonrpc": "2.0", "id": request["id"], "result": result})
        elif method == "notifications/cancelled":
            with open("cancelled", "w") as file:
                file.write(str(request["params"]["requestId"]))
        elif "id" in request and method is not None:
            send({"jsonrpc": "2.0", "id": request["id"],
                  "error": {"code": -32601, "message": "unknown " + str(method)}})


main()
