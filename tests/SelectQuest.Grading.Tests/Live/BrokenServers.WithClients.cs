namespace SelectQuest.Grading.Tests.Live;

internal static partial class BrokenServers
{
    public static IReadOnlyList<BrokenServer> WithClients { get; } =
    [
        new(
            "never accepts",
            Plain(("&& IsSet(&read, listener)) Accept();", "&& accepted > 0) Accept();")),
            "1 connect together | Refused | did not accept all of 50 clients that connected together within 1 s",
            "2 one message each | Stalled | did not echo every byte: nothing came back for 1 s, and the processor was kept busy",
            NothingAfterTwo
        ),
        new(
            "accepts one client only",
            Plain(
                (
                    "var fd = accept(listener, null, null);",
                    "if (accepted > 0) return; var fd = accept(listener, null, null);"
                )
            ),
            "1 connect together | Refused | did not accept all of 50 clients that connected together within 1 s",
            "2 one message each | Stalled | did not echo every byte: nothing came back for 1 s, and the processor was kept busy",
            NothingAfterTwo
        ),
        new(
            "never iterates",
            Plain((Loop, "Thread.Sleep(Timeout.Infinite);")),
            "1 connect together | Refused | did not accept all of 50 clients that connected together within 1 s",
            "2 one message each | Stalled | did not echo every byte: nothing came back for 1 s",
            NothingAfterTwo
        ),
        new(
            "spins instead of iterating",
            Plain((Loop, "while (!stopping) { }")),
            "1 connect together | Refused | did not accept all of 50 clients that connected together within 1 s",
            "2 one message each | Stalled | did not echo every byte: nothing came back for 1 s, and the processor was kept busy",
            NothingAfterTwo
        ),
        new(
            "echoes upper case",
            Plain((Received, "for (var i = 0; i < data.Length; i++) if (data[i] >= 'a') data[i] -= 32;")),
            "2 one message each | WrongBytes | sent a client other bytes than the client had sent (changed, missing or moved)",
            NothingAfterTwo
        ),
        new(
            "drops the last byte",
            Plain((Received, "data = data[..^1];")),
            "2 one message each | Stalled | did not echo every byte: nothing came back for 1 s",
            NothingAfterTwo
        ),
        new(
            "sends everything twice",
            Plain((Received, "data = data.Concat(data).ToArray();")),
            "2 one message each | WrongBytes | sent a client other bytes than the client had sent (changed, missing or moved)",
            NothingAfterTwo
        ),
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
            "2 one message each | ForeignBytes | sent a client bytes of another client",
            NothingAfterTwo
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
            "one byte at a time | Stalled | did not echo every byte: nothing came back for 1 s, when a client sent one at a time"
        ),
        new(
            "blocks on a slow reader",
            Plain(("return; // No room.", "continue;")),
            "slow reader | Stalled | did not echo every byte: nothing came back for 1 s, and the processor was kept busy, while one client did not read"
        ),
        new(
            "ignores EOF and spins",
            Plain(("if (count == 0) { End(c); return; }", "if (count == 0) return;")),
            "3 half leave | LeakedSockets | still held sockets of clients that left after 1 s",
            "half-close | Stalled | did not echo every byte: nothing came back for 1 s, and the processor was kept busy, when a client half-closed its connection",
            "churn | LeakedFds | had more fds open after 100 clients came and went than before"
        ),
        new(
            "leaks fds of clients that left",
            Plain(("close(c.Fd); // Gone.", "")),
            "3 half leave | LeakedSockets | still held sockets of clients that left after 1 s",
            "half-close | IgnoredHalfClose | did not close its side within 1 s after a client's EOF",
            "churn | LeakedFds | had more fds open after 100 clients came and went than before"
        ),
        new(
            "closes at once when a client half-closes",
            Plain(("if (count == 0) { End(c); return; }", "if (count == 0) { Close(c); return; }")),
            "half-close | BrokeHalfClose | closed a half-closed connection before it had echoed everything"
        ),
        new(
            "dies on a reset",
            Plain(("{ Close(c); return; } // Receive failed.", "throw new SocketException(errno);")),
            "reset | Ended | ended with exit code 134 (unhandled System.Net.Sockets.SocketException), after clients reset their connections",
            "churn | Ended | ended with exit code 134 (unhandled System.Net.Sockets.SocketException), while clients came and went"
        ),
        new(
            "dies in the middle",
            Plain(
                (Received, "if (echoes > 3_000 && accepted == 75 && clients.Count == 50) throw new TimeoutException();")
            ),
            "5 all send at once | Ended | ended with exit code 134 (unhandled System.TimeoutException), while all sent at once"
        ),
        new(
            "exits in the middle",
            Plain((Received, "if (echoes > 3_000 && accepted == 75 && clients.Count == 50) Environment.Exit(0);")),
            "5 all send at once | Ended | ended with exit code 0, while all sent at once"
        ),
        new(
            "dies of urgent data",
            Plain(
                (
                    "if (c.Closed) clients.Remove(c.Fd);",
                    "if (IsSet(&error, c.Fd)) throw new InvalidOperationException(); if (c.Closed) clients.Remove(c.Fd);"
                )
            ),
            "urgent data | Ended | ended with exit code 134 (unhandled System.InvalidOperationException), after a client sent urgent data"
        ),
        new(
            "serves only the first ready client, and takes its time",
            Plain(
                (
                    "if (c.Closed) clients.Remove(c.Fd);",
                    "if (c.Closed) clients.Remove(c.Fd); if (accepted == 75 && clients.Count == 50 && IsSet(&read, c.Fd)) { Thread.Sleep(3); break; }"
                )
            ),
            "5 all send at once | Starved | let a client wait while it served another one 16 times"
        ),
        new(
            "closes another client when one leaves",
            Plain(
                (
                    "if (count == 0) { End(c); return; }",
                    "if (count == 0 && clients.Count != 50) { End(c); return; } if (count == 0) { var other = clients.Values.First(x => x != c); Close(other); clients.Remove(other.Fd); End(c); return; }"
                )
            ),
            "3 half leave | ClosedWithoutCause | closed the connection of a client that had not left, after half of the clients left"
        ),
        new(
            "polls without a timeout",
            Plain(("Iterate(500_000)", "Iterate(0)")),
            "idle | KeptProcessorBusy | kept the processor busy while 50 clients were idle"
        ),
        new(
            "keeps a file open for each client",
            Plain(
                (
                    "accepted++;",
                    "accepted++; new System.IO.FileStream(\"/dev/null\", System.IO.FileMode.Open, System.IO.FileAccess.Read).SafeFileHandle.DangerousAddRef(ref kept);"
                ),
                ("private static int echoes;", "private static int echoes; private static bool kept;")
            ),
            "churn | LeakedFds | had more fds open after 100 clients came and went than before"
        ),
        new(
            "drops a tail that does not fit",
            Plain(("return; // No room.", "{ c.Pending = new byte[0]; break; }")),
            "slow reader | WrongBytes | sent a client other bytes than the client had sent (changed, missing or moved), while one client did not read"
        ),
    ];
}
