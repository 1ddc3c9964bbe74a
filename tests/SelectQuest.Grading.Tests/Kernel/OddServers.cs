using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Tests.Live;

namespace SelectQuest.Grading.Tests.Kernel;

/// <summary>Servers that are no servers, and machines without strace: an answer in bounded time, nothing left behind.</summary>
public class OddServers(CompiledServers servers)
{
    [Fact]
    public async Task Without_strace_nothing_is_seen_and_the_reason_says_how_to_get_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "strace is Linux' own");
        var server = servers.Build("return;");

        var evidence = await Observe(server, new Strace("/nowhere/strace"));

        Assert.Equal("strace is not installed: apt-get install strace", evidence.NotSeenBecause);
        Assert.Equal(KernelFacts.All, evidence.Facts.Select(fact => fact.Name));
        Assert.All(evidence.Facts, fact => Assert.Equal(KernelOutcome.NotSeen, fact.Outcome));
    }

    [Fact]
    public async Task Where_the_kernel_refuses_ptrace_the_reason_says_so()
    {
        await StraceHere.OrSkip();
        var server = servers.Build("return;");

        // What is traced already cannot be traced again: the inner strace meets a real refusal.
        var refused = Path.Combine(server.Folder, "strace-inside-strace");
        await File.WriteAllTextAsync(
            refused,
            "#!/bin/sh\nexec strace -f -o /dev/null strace \"$@\"\n",
            TestContext.Current.CancellationToken
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(refused, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var evidence = await Observe(server, new Strace(refused));

        Assert.Equal("ptrace is not permitted here", evidence.NotSeenBecause);
    }

    [Theory]
    [InlineData("return;", "the server ended without saying what port it listens on")]
    [InlineData("throw new Exception();", "the server ended without saying what port it listens on")]
    [InlineData(
        "for (var i = 0; i < 10_000; i++) Console.WriteLine(\"listening on 127.0.0.1:99999\");",
        "the server ended without saying what port it listens on"
    )]
    public async Task A_server_that_never_listens_is_not_judged(string program, string reason)
    {
        await StraceHere.OrSkip();
        var server = servers.Build(program);

        var evidence = await Observe(server);

        Assert.Equal(reason, evidence.NotSeenBecause);
    }

    [Fact]
    public async Task A_server_that_lies_about_its_port_is_not_judged()
    {
        await StraceHere.OrSkip();
        var server = servers.Build("Console.WriteLine(\"listening on 127.0.0.1:1\"); Thread.Sleep(Timeout.Infinite);");

        var evidence = await Observe(server);

        Assert.Equal("the server did not listen", evidence.NotSeenBecause);
    }

    [Fact]
    public async Task A_child_that_outlives_its_server_is_found_in_the_record_and_ended()
    {
        await StraceHere.OrSkip();
        var server = servers.Build(
            EchoServerSource.With(
                """
                public override int Run()
                {
                    // Orphaned at once, in a session of its own, deaf to signals: no tree of processes leads to it.
                    var start = new System.Diagnostics.ProcessStartInfo("setsid", ["sh", "-c", "trap '' TERM INT HUP; (echo $$ > child; exec sleep 600) & exit"]);
                    System.Diagnostics.Process.Start(start)!.WaitForExit();
                    return base.Run();
                }
                """
            )
        );

        await Observe(server);

        var child = Path.Combine(server.Folder, "child");
        Assert.True(File.Exists(child));
        Assert.DoesNotContain(
            Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])),
            process => new DirectoryInfo(Path.Combine(process, "cwd")).LinkTarget == server.Folder
        );
    }

    private static Task<KernelEvidence> Observe(BuiltServer server, Strace? tool = null) =>
        KernelRun.Observe(server, TestContext.Current.CancellationToken, tool, bounds: ShortBounds.Of);
}
