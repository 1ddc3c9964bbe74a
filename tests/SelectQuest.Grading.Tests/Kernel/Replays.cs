using SelectQuest.Grading.Evidence.Kernel;

namespace SelectQuest.Grading.Tests.Kernel;

public class Replays
{
    private const string Listening = """
        1 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 9
        1 listen(9, 50) = 0
        1 pselect6(10, [9], [], [], {tv_sec=1, tv_nsec=0}, NULL) = 1 (in [9], left {tv_sec=0, tv_nsec=5})

        """;

    private const string OneClient =
        Listening
        + """
            1 accept4(9, NULL, NULL, SOCK_CLOEXEC|SOCK_NONBLOCK) = 12

            """;

    [Theory]
    [InlineData("five-clients-then-SIGTERM", null)]
    [InlineData("second-thread-sends", KernelFacts.OneThread)]
    [InlineData("SIGTERM-not-handled", KernelFacts.Shutdown)]
    [InlineData("poll-beside-select", KernelFacts.SelectOnly)]
    [InlineData("O_NONBLOCK-after-the-first-recv", KernelFacts.NonBlocking)]
    [InlineData("max-fd-never-falls", KernelFacts.Nfds)]
    public void A_recorded_server_breaks_the_fact_it_was_recorded_for(string name, string? fact) =>
        Assert.Equal(fact is null ? [] : [fact], Broken(RecordedLog.Text(name)));

    [Theory]
    [InlineData("a full set", "pselect6(13, [9 12], [], [12], NULL, NULL) = 0 (Timeout)", null)]
    [InlineData("no listener", "pselect6(13, [12], [], [12], NULL, NULL) = 0 (Timeout)", KernelFacts.Listener)]
    [InlineData("no client", "pselect6(13, [9], [], [12], NULL, NULL) = 0 (Timeout)", KernelFacts.ReadSet)]
    [InlineData("no error set", "pselect6(13, [9 12], [], NULL, NULL, NULL) = 0 (Timeout)", KernelFacts.ErrorSet)]
    [InlineData("room for nothing", "pselect6(13, [9 12], [12], [12], NULL, NULL) = 1", KernelFacts.WriteSet)]
    [InlineData("one short", "pselect6(12, [9], [], [], NULL, NULL) = 0 (Timeout)", KernelFacts.Nfds)]
    [InlineData("one beyond", "pselect6(14, [9 12], [], [12], NULL, NULL) = 0 (Timeout)", KernelFacts.Nfds)]
    [InlineData("unreadable sets", "pselect6(13, 0x7ffd9a46, 0x7ffd9a47, 0x7ffd9a48, NULL, NULL) = 0", null)]
    [InlineData("a sleep", "pselect6(0, NULL, NULL, NULL, {tv_sec=0, tv_nsec=10}, NULL) = 0 (Timeout)", null)]
    public void A_call_is_judged_by_what_is_open_when_it_is_made(string _, string call, string? fact) =>
        Assert.Equal(fact is null ? [] : [fact], Broken(OneClient + "1 " + call));

    [Fact]
    public void After_EMFILE_the_listener_may_rest()
    {
        const string Full = OneClient + "1 accept4(9, NULL, NULL, 0) = -1 EMFILE (Too many open files)\n";

        Assert.Empty(Broken(Full + "1 pselect6(13, [12], [], [12], NULL, NULL) = 0 (Timeout)"));
    }

    [Fact]
    public void A_client_that_reuses_an_fd_has_no_share_in_the_readiness_of_the_one_before()
    {
        const string Reused =
            OneClient
            + """
                1 pselect6(13, [9 12], [], [12], NULL, NULL) = 2 (in [9 12])
                1 recvfrom(12, ""..., 64, 0, NULL, NULL) = 0
                1 close(12) = 0
                1 accept4(9, NULL, NULL, SOCK_NONBLOCK) = 12
                1 recvfrom(12, 0x7f00, 64, 0, NULL, NULL) = -1 EAGAIN (Resource temporarily unavailable)
                """;

        Assert.Equal([KernelFacts.Readiness], Broken(Reused));
    }

    [Fact]
    public void After_a_short_send_the_client_must_be_watched_for_writing_until_all_is_sent()
    {
        const string Short =
            OneClient
            + """
                1 pselect6(13, [9 12], [], [12], NULL, NULL) = 1 (in [12])
                1 recvfrom(12, ""..., 64, 0, NULL, NULL) = 64
                1 sendto(12, ""..., 64, MSG_NOSIGNAL, NULL, 0) = 10

                """;

        Assert.Empty(Broken(Short + "1 pselect6(13, [9], [12], [12], NULL, NULL) = 0 (Timeout)"));
        Assert.Equal(
            [KernelFacts.WriteSet],
            Broken(Short + "1 pselect6(13, [9 12], [], [12], NULL, NULL) = 0 (Timeout)")
        );
    }

    [Fact]
    public void What_a_child_process_closes_stays_open_in_its_parent()
    {
        const string Forked =
            OneClient
            + """
                1 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD <unfinished ...>
                2 close(12) = 0
                1 <... clone resumed>, child_tidptr=0x7f00) = 2
                2 +++ exited with 0 +++

                """;

        Assert.Empty(Broken(Forked + "1 pselect6(13, [9 12], [], [12], NULL, NULL) = 0 (Timeout)"));
        Assert.Equal(
            [KernelFacts.ErrorSet],
            Broken(Forked + "1 pselect6(13, [9 12], [], [], NULL, NULL) = 0 (Timeout)")
        );
    }

    [Fact]
    public void A_number_that_the_runtime_took_over_is_not_closed_twice()
    {
        const string TakenOver = OneClient + "1 close(12) = 0\n1 close(12) = 0\n";

        Assert.Empty(Broken(TakenOver));
        Assert.Equal([KernelFacts.Descriptors], Broken(TakenOver + "1 close(12) = -1 EBADF (Bad file descriptor)"));
    }

    private static string[] Broken(string log)
    {
        var replay = new Replay();
        foreach (var happened in new StraceLog().Read(new StringReader(log)))
        {
            replay.Take(happened);
        }

        return [.. replay.Evidence().Facts.Where(f => f.Outcome == KernelOutcome.Broken).Select(f => f.Name)];
    }
}
