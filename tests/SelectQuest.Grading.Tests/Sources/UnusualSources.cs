using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Tests.Sources;

public class UnusualSources
{
    private const string Zoo = """
        using SelectQuest.Server;
        using SelectQuest.Server.Sockets;

        unsafe
        {
            delegate*<int, int> twice = &Twice;
            _ = twice(2);
        }

        dynamic anything = 3;
        anything.Foo(default(FdSet));
        ref var first = ref Zoo.Sets[0];
        first.Set(3);
        var (a, (b, c)) = (1, (2, 3));
        (a, b) = (b, a);
        foreach (var (key, value) in new Dictionary<int, FdSet>()) value.IsSet(key);
        await foreach (var one in Zoo.Later()) _ = one;
        Span<FdSet> sets = stackalloc FdSet[2];
        foreach (ref var set in sets) set.Zero();
        int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);
        Func<FdSet, FdSet> same = set => set;
        var again = same(same(default));
        int x = a = b = c;
        x += x++ + ++x - x--;
        string text = $"{x:N0} {Fib(3)} {again}";
        if (args is [var head, .. var rest] && head is { Length: > 3 and < 9 } or "q") goto end;
        lock (text) { checked { x++; } }
        using (var source = new CancellationTokenSource()) { }
        try { throw null!; } catch (Exception e) when (e.Message is ['x', ..]) { } finally { x = 0; }
        _ = (object)x switch { int n when n > 3 => n, string { Length: var l } => l, null => 0, _ => -1 };
        var anonymous = new { Set = again, x };
        _ = anonymous with { x = 3 };
        _ = from s in new[] { anonymous.Set } let n = s.Count where n > 0 orderby n select s;
        static int Twice(int n) => n * 2;
        end: ;

        partial class Zoo
        {
            public static FdSet[] Sets = [default, default];
            public FdSet this[int i] { get => Sets[i]; set => Sets[i] = value; }
            public static async IAsyncEnumerable<FdSet> Later() { await Task.Yield(); yield return Sets[0]; }
            public static Zoo operator +(Zoo left, Zoo right) => left;
            public static implicit operator FdSet(Zoo zoo) => zoo[0];
            public event Action<FdSet>? Ready;
            ~Zoo() => Ready?.Invoke(this);
            static Zoo() { var zoo = new Zoo { [0] = default }; FdSet set = zoo + zoo; Mutual(ref set, 3); }
            static void Mutual(ref FdSet set, int n) { if (n > 0) { var copy = set; Mutual(ref copy, n - 1); set = copy; } }
        }

        namespace SelectQuest.Server
        {
            public class Connection(int fd) { public int Fd => fd; }
            public class ConnectionRegistry { public int MaxFd => MaxFd; }
            public class SelectLoop(ISocketApi sockets, int listenFd)
            {
                private FdSet set;
                private TimeSpan wait;
                private int Depth(int n) => n > 0 ? Depth(n - 1) : Depth(n + 1);
                public void Iterate()
                {
                    wait = wait == default ? TimeSpan.FromDays(1e30 > 0 ? 1 : 2) : wait + wait;
                    sockets.Select(Depth(listenFd), ref set, ref Zoo2.Of(ref set), ref Zoo2.Of(ref set), wait, out _);
                }
            }
            static class Zoo2 { public static ref FdSet Of(ref FdSet set) => ref set; }
        }
        """;

    [Fact]
    public void Every_corner_of_the_language_is_read_without_a_fault()
    {
        var source = SourceEvidence.Of(
            new Submission("zoo", null, [new TextFile("src/SelectQuest.Server/Zoo.cs", Zoo)], false, [])
        );

        Assert.True(
            source.Facts is not null,
            string.Join('\n', source.Errors.Select(error => $"{error.Where?.Line}: {error.Id} {error.Message}"))
        );
        Assert.Single(source.Facts.Selects);
    }

    [Fact]
    public void A_type_that_only_looks_like_the_seam_is_not_the_seam()
    {
        const string own = """
            namespace SelectQuest.Server;
            public interface ISocketApi { int Select(int nfds); }
            public class SelectLoop(ISocketApi sockets) { public void Iterate() => sockets.Select(1024); }
            static class Program { static void Main() { } }
            """;
        var source = SourceEvidence.Of(
            new Submission("own", null, [new TextFile("src/SelectQuest.Server/Own.cs", own)], false, [])
        );

        Assert.Empty(source.Facts!.Selects);
    }

    [Fact]
    public void Variables_that_feed_each_other_by_the_thousand_are_given_up_on()
    {
        var chain = string.Concat(
            Enumerable.Range(1, 3_000).Select(i => $"int v{i} = Math.Max(v{i - 1}, v{i - 1});\n")
        );
        var times = string.Concat(
            Enumerable.Range(1, 60).Select(i => $"var t{i} = listenFd > {i} ? t{i - 1} : t{i - 1};\n")
        );
        var text = $$"""
            using SelectQuest.Server.Sockets;
            namespace SelectQuest.Server;
            public class SelectLoop(ISocketApi sockets, int listenFd)
            {
                public void Iterate()
                {
                    FdSet r = default, w = default, e = default;
                    int v0 = listenFd;
                    TimeSpan t0 = TimeSpan.Zero;
                    {{chain}}
                    {{times}}
                    sockets.Select(v3000, ref r, ref w, ref e, t60, out _);
                }
            }
            static class Program { static void Main() { } }
            """;
        var source = SourceEvidence.Of(
            new Submission("chain", null, [new TextFile("src/SelectQuest.Server/Chain.cs", text)], false, [])
        );

        var select = Assert.Single(source.Facts!.Selects);
        Assert.Equal(NfdsKind.Unknown, select.Nfds.Kind);
        Assert.True(select.Timeout.Unknown);
    }
}
