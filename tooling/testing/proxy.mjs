import { connect, createServer } from "node:net";

/**
 * A TCP proxy on a free loopback port, which does to connections what networks do.
 * @param {number} target port on the loopback address
 */
export async function startProxy(target) {
  const sockets = new Set();
  const proxy = { url: "", mode: "pass", delay: 0, breakAll, close };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    keep(client);
    if (proxy.mode === "reset") return client.resetAndDestroy();
    // Half-open: the connection stands, and nothing ever comes.
    if (proxy.mode === "silent") return;
    const upstream = connect({ host: "127.0.0.1", port: target });
    keep(upstream);
    pipe(client, upstream);
    pipe(upstream, client);
  });

  function keep(socket) {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  }

  function pipe(from, to) {
    from.on("data", (bytes) => {
      if (proxy.mode === "reset") return breakAll();
      if (proxy.mode === "silent") return;
      setTimeout(() => to.writable && to.write(bytes), proxy.mode === "delay" ? proxy.delay : 0);
    });
    from.on("end", () => to.end());
    from.on("close", () => to.destroy());
  }

  /** Resets every connection there is. */
  function breakAll() {
    for (const socket of sockets) socket.resetAndDestroy();
  }

  function close() {
    breakAll();
    return new Promise((resolve) => server.close(resolve));
  }

  await new Promise((resolve) => server.listen({ host: "127.0.0.1", port: 0 }, resolve));
  proxy.url = `http://127.0.0.1:${server.address().port}`;
  return proxy;
}
