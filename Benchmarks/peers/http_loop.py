"""The naive peers' HTTP: asyncio and the standard library, requests on kept connections, one after the other."""
import asyncio


async def serve(port, answer):
    """`await answer(request_line, fields, body)` gives status and text."""
    async def connection(reader, writer):
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                request, *lines = head.decode("latin1").split("\r\n")
                fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
                body = await reader.readexactly(int(fields.get("content-length", 0)))
                status, text = await answer(request, fields, body)
                out = text.encode()
                writer.write(b"HTTP/1.1 %d X\r\ncontent-length: %d\r\n\r\n" % (status, len(out)) + out)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    return await asyncio.start_server(connection, "127.0.0.1", port)
