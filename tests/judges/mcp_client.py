"""The Model Context Protocol's own Python client talks to `kgraph mcp`.

usage: mcp_client.py KGRAPH

It initialises, lists the tools, checks each tool's input schema with jsonschema, and calls every tool on the graph in
graph/, good and bad.
"""

import asyncio
import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ["find", "show", "neighbours", "path", "query", "evidence"]
# Each call, and what its answer must hold.
CALLS = [
    ("find", {"name": "Chen"}, lambda answer: {"angus-chen", "george-chen"} <= {node["id"] for node in answer["nodes"]}),
    ("show", {"node": "Santosh Pai"}, lambda answer: answer["node"]["id"] == "santosh-pai" and answer["relations"]),
    ("neighbours", {"node": "h-1b", "direction": "in"}, lambda answer: all(n["direction"] != "out" for n in answer["neighbours"])),
    ("path", {"from": "Alibaba", "to": "United States"}, lambda answer: len(answer["paths"][0]["hops"]) == 3),
    ("query", {"question": "who comments on the H-1B"}, lambda answer: answer["rows"][0]["values"][0]["label"] == "Santosh Pai"),
    ("query", {"question": "MATCH (n) RETURN count(n)"}, lambda answer: answer["rows"][0]["values"][0] == 58),
    ("evidence", {"source": "santosh-pai", "target": "h-1b"}, lambda answer: answer["relations"][0]["evidence"][0]["locator"] == "¶20"),
]
WRONG = [("show", {"node": "Chen"}), ("show", {}), ("query", {"question": "why is the sky blue"})]


async def judge(kgraph):
    complaints = []
    server = StdioServerParameters(command=kgraph, args=["mcp", "-g", str(ROOT / "graph")])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        about = await session.initialize()
        if about.server_info.name != "kgraph":
            complaints.append(f"the server calls itself {about.server_info.name}")
        await session.send_ping()
        tools = (await session.list_tools()).tools
        if [tool.name for tool in tools] != TOOLS:
            complaints.append(f"the tools are {[tool.name for tool in tools]}")
        schemas = {tool.name: tool.input_schema for tool in tools}
        for tool in tools:
            Draft202012Validator.check_schema(tool.input_schema)
            if not tool.annotations.read_only_hint:
                complaints.append(f"{tool.name} does not say that it only reads")
        for name, arguments, holds in CALLS:
            if not Draft202012Validator(schemas[name]).is_valid(arguments):
                complaints.append(f"{name}: the schema refuses {arguments}")
            result = await session.call_tool(name, arguments)
            if result.is_error or not holds(json.loads(result.content[0].text)):
                complaints.append(f"{name} {arguments}: {result.content[0].text[:400]}")
        for name, arguments in WRONG:
            result = await session.call_tool(name, arguments)
            if not result.is_error:
                complaints.append(f"{name} {arguments} is not refused")
        try:
            await session.call_tool("delete", {})
            complaints.append("a tool that is not there is called")
        except MCPError:
            pass
    return complaints


def main():
    complaints = asyncio.run(judge(str(Path(sys.argv[1]).resolve())))
    print(f"mcp, client: {len(TOOLS)} tools, {len(CALLS) + len(WRONG) + 1} calls, {len(complaints)} objections")
    for complaint in complaints:
        print(f"  {complaint}", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
