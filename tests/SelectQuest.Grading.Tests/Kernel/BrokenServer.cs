using SelectQuest.Grading.Evidence.Kernel;

namespace SelectQuest.Grading.Tests.Kernel;

/// <summary>One bug, as the member that has it, and the one fact it breaks.</summary>
internal sealed record BrokenServer(string Fact, string Observed, string Members)
{
    public static IReadOnlyDictionary<string, BrokenServer> All { get; } =
        new Dictionary<string, BrokenServer>
        {
            ["error set never filled"] = new(
                KernelFacts.ErrorSet,
                "a select call left a live client out of the error set",
                "protected override bool WantsError(Client client) => false;"
            ),
            ["error set NULL"] = new(
                KernelFacts.ErrorSet,
                "a select call was given NULL for its error set",
                """
                protected override int Wait()
                {
                    var timeval = stackalloc long[2];
                    (timeval[0], timeval[1]) = (0, 200_000);
                    fixed (FdSet* r = &read, w = &write) return Libc.select(Nfds, r, w, null, timeval);
                }
                """
            ),
            ["nfds without the 1"] = new(
                KernelFacts.Nfds,
                "nfds was below the highest live fd + 1: that fd was not watched",
                "protected override int Nfds => clients.Count == 0 ? listener + 1 : Highest;"
            ),
            ["FD_SETSIZE as nfds"] = new(
                KernelFacts.Nfds,
                "nfds was FD_SETSIZE, whatever the highest live fd was",
                "protected override int Nfds => FdSet.Size;"
            ),
            ["max-fd never falls"] = new(
                KernelFacts.Nfds,
                "nfds was above the highest live fd + 1",
                "private int max; protected override int Nfds => (max = Math.Max(max, Highest)) + 1;"
            ),
            ["write interest always on"] = new(
                KernelFacts.WriteSet,
                "a select call watched a client for writing with nothing pending",
                "protected override bool WantsWrite(Client client) => true;"
            ),
            ["write interest never on"] = new(
                KernelFacts.WriteSet,
                "a select call left a client whose bytes wait for room out of the write set",
                "protected override bool WantsWrite(Client client) => stopping && base.WantsWrite(client);"
            ),
            ["poll beside select"] = new(
                KernelFacts.SelectOnly,
                "poll was called on the listener or a client",
                """
                protected override void Send(Client client)
                {
                    var entry = client.Fd | 4L << 32;
                    Libc.poll(&entry, 1, 0);
                    base.Send(client);
                }
                """
            ),
            ["epoll instead of select"] = new(
                KernelFacts.SelectOnly,
                "the listener or a client was put into an epoll",
                """
                private readonly int epoll = Libc.epoll_create1(0);
                protected override void Accepted(int fd)
                {
                    var happening = stackalloc byte[12];
                    new Span<byte>(happening, 12).Clear();
                    happening[0] = 1;
                    Libc.epoll_ctl(epoll, 1, fd, happening);
                    base.Accepted(fd);
                }
                """
            ),
            ["second thread sends"] = new(
                KernelFacts.OneThread,
                "more than one thread made calls on the listener or the clients",
                """
                protected override void Send(Client client)
                {
                    var sender = new Thread(() => base.Send(client));
                    sender.Start();
                    sender.Join();
                }
                """
            ),
            ["no O_NONBLOCK"] = new(
                KernelFacts.NonBlocking,
                "an accepted fd was still blocking at its first recv or send",
                """
                protected override void Accepted(int fd) => clients.Add(fd, new Client { Fd = fd });
                protected override void Send(Client client)
                {
                    // Without this the server would hang on the client that does not read, and break more than one fact.
                    var room = new FdSet();
                    room.Set(client.Fd);
                    if (write.IsSet(client.Fd)) Partly(client);
                }
                private void Partly(Client client)
                {
                    var data = client.Pending.Dequeue();
                    var size = Math.Min(data.Length, 512);
                    fixed (byte* start = data) Libc.send(client.Fd, start, (nuint)size, 0x4000);
                    if (size < data.Length) client.Pending = new([data[size..], .. client.Pending]);
                }
                """
            ),
            ["O_NONBLOCK after the first recv"] = new(
                KernelFacts.NonBlocking,
                "an accepted fd was still blocking at its first recv or send",
                """
                protected override void Accepted(int fd) => clients.Add(fd, new Client { Fd = fd });
                protected override void Readable(Client client)
                {
                    base.Readable(client);
                    if (clients.ContainsKey(client.Fd)) SetNonBlocking(client.Fd);
                }
                """
            ),
            ["closed fd left in a set"] = new(
                KernelFacts.ClosedFds,
                "a set passed to select held a closed fd",
                """
                private int gone = -1;
                protected override void Close(Client client)
                {
                    base.Close(client);
                    gone = client.Fd;
                }
                protected override void Build()
                {
                    base.Build();
                    if (gone >= 0 && !stopping) error.Set(gone);
                    gone = -1;
                }
                protected override int Nfds => Math.Max(Highest, Enumerable.Range(0, FdSet.Size).Last(fd => read.IsSet(fd) || error.IsSet(fd))) + 1;
                """
            ),
            ["listener forgotten after the first clients"] = new(
                KernelFacts.Listener,
                "a select call did not watch the listener for reading",
                "protected override bool WatchesListener => !stopping && clients.Count == 0;"
            ),
            ["idle clients not watched for reading"] = new(
                KernelFacts.ReadSet,
                "a select call left a client with nothing pending out of the read set",
                "private int round; protected override bool WantsRead(Client client) => ++round % 3 > 0 && base.WantsRead(client);"
            ),
            ["timeout zero"] = new(
                KernelFacts.Timeout,
                "select was given a timeout of zero again and again with nothing ready",
                "protected override TimeSpan Timeout => TimeSpan.Zero;"
            ),
            ["recv without readiness"] = new(
                KernelFacts.Readiness,
                "recv was called on a client that select had not said was readable in the same iteration",
                """
                protected override void Accepted(int fd)
                {
                    base.Accepted(fd);
                    Readable(clients[fd]);
                }
                """
            ),
            ["SIGTERM not handled"] = new(
                KernelFacts.Shutdown,
                "SIGTERM killed the server: nothing handled it",
                "protected override void Terminate(PosixSignalContext context) { }"
            ),
            ["SIGTERM ignored"] = new(
                KernelFacts.Shutdown,
                "the server did not end after SIGTERM",
                "protected override void Terminate(PosixSignalContext context) => context.Cancel = true;"
            ),
            ["exits with 7"] = new(
                KernelFacts.Shutdown,
                "after SIGTERM the server exited with a status other than 0",
                "protected override int Stop() => base.Stop() + 7;"
            ),
            ["pending bytes dropped at SIGTERM"] = new(
                KernelFacts.Drain,
                "a client's fd was closed after SIGTERM with bytes pending",
                """
                protected override int Stop()
                {
                    foreach (var client in clients.Values) client.Pending.Clear();
                    return base.Stop();
                }
                """
            ),
            ["a client given up at SIGTERM after 5 ms of silence"] = new(
                KernelFacts.Drain,
                "a client's fd was closed after SIGTERM with bytes pending",
                """
                private int silent;
                protected override TimeSpan Timeout => stopping ? TimeSpan.FromMilliseconds(0.5) : base.Timeout;
                protected override int Wait()
                {
                    var ready = base.Wait();
                    if (stopping && ready == 0 && ++silent == 10)
                    {
                        foreach (var client in clients.Values) client.Pending.Clear();
                    }
                    return ready;
                }
                """
            ),
            ["fds not closed at exit"] = new(
                KernelFacts.Descriptors,
                "a client's fd was still open when the server exited",
                "protected override void Close(Client client) { if (stopping) clients.Remove(client.Fd); else base.Close(client); }"
            ),
            ["clients that left keep their fd"] = new(
                KernelFacts.Descriptors,
                "a client had left, and its fd stayed open until shutdown",
                "protected override void Left(Client client) { }"
            ),
        };
}
