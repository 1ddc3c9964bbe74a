namespace SelectQuest.Grading.Tests.Live;

internal static partial class BrokenServers
{
    private static BrokenServer[] WithClients =>
        [
            new("never accepts", Plain(("&& IsSet(&read, listener)) Accept();", "&& accepted > 0) Accept();")), ""),
            new("accepts one client only", Plain(("var fd = accept(listener, null, null);", "if (accepted > 0) return; var fd = accept(listener, null, null);")), ""),
            new("never iterates", Plain((Loop, "Thread.Sleep(Timeout.Infinite);")), ""),
            new("spins instead of iterating", Plain((Loop, "while (!stopping) { }")), ""),
            new(
                "echoes upper case",
                Plain((Received, "for (var i = 0; i < data.Length; i++) if (data[i] >= 'a') data[i] -= 32;")),
                ""
            ),
            new("drops the last byte", Plain((Received, "data = data[..^1];")), ""),
            new("sends everything twice", Plain((Received, "data = data.Concat(data).ToArray();")), ""),
            new(
                "answers one client with another's bytes",
                Plain(
                    (
                        "private static int echoes;",
                        "private static int echoes; private static byte[] held; private static Client holder;"
                    ),
                    (
                        Received,
                        """
                        if (holder is null) { (holder, held) = (c, data); return; }
                        var first = holder;
                        first.Pending = first.Pending.Concat(data).ToArray();
                        (holder, data) = (null, held);
                        Flush(first);
                        """
                    )
                ),
                ""
            ),
            new(
                "waits for a whole line",
                Plain(
                    (
                        Received,
                        "if (data[^1] != '\\n') { c.Held.AddRange(data); return; } data = c.Held.Concat(data).ToArray(); c.Held.Clear();"
                    ),
                    ("public bool Ended;", "public bool Ended; public List<byte> Held = new();")
                ),
                ""
            ),
            new("blocks on a slow reader", Plain(("return; // No room.", "continue;")), ""),
            new("ignores EOF and spins", Plain(("if (count == 0) { End(c); return; }", "if (count == 0) return;")), ""),
            new("leaks fds of clients that left", Plain(("close(c.Fd); // Gone.", "")), ""),
            new(
                "closes at once when a client half-closes",
                Plain(("if (count == 0) { End(c); return; }", "if (count == 0) { Close(c); return; }")),
                ""
            ),
            new(
                "dies on a reset",
                Plain(("{ Close(c); return; } // Receive failed.", "throw new SocketException(errno);")),
                ""
            ),
            new("dies in the middle", Plain((Received, "if (echoes == 5_000) throw new TimeoutException();")), ""),
            new("exits in the middle", Plain((Received, "if (echoes == 5_000) Environment.Exit(0);")), ""),
            new(
                "dies of urgent data",
                Plain(
                    (
                        "if (c.Closed) clients.Remove(c.Fd);",
                        "if (IsSet(&error, c.Fd)) throw new InvalidOperationException(); if (c.Closed) clients.Remove(c.Fd);"
                    )
                ),
                ""
            ),
            new(
                "serves only the first ready client",
                Plain(
                    (
                        "if (c.Closed) clients.Remove(c.Fd);",
                        "if (c.Closed) clients.Remove(c.Fd); if (IsSet(&read, c.Fd) || IsSet(&write, c.Fd)) break;"
                    )
                ),
                ""
            ),
            new(
                "closes another client when one leaves",
                Plain(
                    (
                        "if (count == 0) { End(c); return; }",
                        "if (count == 0) { var other = clients.Values.First(x => x != c); Close(other); clients.Remove(other.Fd); End(c); return; }"
                    )
                ),
                ""
            ),
            new("polls without a timeout", Plain(("Iterate(500_000)", "Iterate(0)")), ""),
            new(
                "keeps a file open for each client",
                Plain(
                    (
                        "accepted++;",
                        "accepted++; new System.IO.FileStream(\"/dev/null\", System.IO.FileMode.Open, System.IO.FileAccess.Read).SafeFileHandle.DangerousAddRef(ref kept);"
                    ),
                    ("private static int echoes;", "private static int echoes; private static bool kept;")
                ),
                ""
            ),
            new(
                "drops a tail that does not fit",
                Plain(("return; // No room.", "{ c.Pending = new byte[0]; break; }")),
                ""
            ),
        ];
}
