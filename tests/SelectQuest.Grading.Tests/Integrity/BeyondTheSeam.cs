using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Sources;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>SQ811 to SQ816: what reaches past the seam is seen, with its line; what only looks like it is not.</summary>
public class BeyondTheSeam
{
    private const string File = "src/SelectQuest.Server/Mine.cs";

    /// <summary>A rule, the name it reports, and a member of a class that fires it.</summary>
    public static TheoryData<string, string, string> Fires { get; } =
        new()
        {
            { "SQ811", "DllImport libc getpid", """[DllImport("libc")] static extern int getpid();""" },
            {
                "SQ811",
                "DllImport libc dup",
                """void M() { dup(1); [DllImport("libc")] static extern int dup(int fd); }"""
            },
            { "SQ811", "LibraryImport getpid", """[LibraryImport("libc")] static partial int getpid();""" },
            { "SQ811", "extern Run", "[MethodImpl(MethodImplOptions.InternalCall)] static extern void Run();" },
            { "SQ811", "NativeLibrary.Load", """nint M() => NativeLibrary.Load("libc.so.6");""" },
            { "SQ811", "a function pointer", "static unsafe int M(delegate* unmanaged<int, int> f) => f(1);" },
            {
                "SQ811",
                "Marshal.GetDelegateForFunctionPointer",
                "Action M(nint p) => Marshal.GetDelegateForFunctionPointer<Action>(p);"
            },
            { "SQ812", "Type.GetField", """object? M() => GetType().GetField("x", BindingFlags.NonPublic);""" },
            { "SQ812", "Type.GetMethods", "object M() => GetType().GetMethods((BindingFlags)(-1));" },
            { "SQ812", "Type.GetMethods", "object M(BindingFlags which) => GetType().GetMethods(which);" },
            {
                "SQ812",
                "Activator.CreateInstance",
                "object? M(Type t) => Activator.CreateInstance(t, nonPublic: true);"
            },
            { "SQ812", "Assembly.LoadFrom", """object M() => Assembly.LoadFrom("more.dll");""" },
            { "SQ812", "new AssemblyLoadContext", """object M() => new AssemblyLoadContext("mine");""" },
            { "SQ812", "MethodBase.Invoke", "object? M(MethodInfo m) => m.Invoke(null, []);" },
            {
                "SQ812",
                "Type.InvokeMember",
                """object? M(Type t) => t.InvokeMember("Start", BindingFlags.InvokeMethod, null, null, []);"""
            },
            { "SQ812", "Type.GetType", """object? M() => Type.GetType("System.Diagnostics.Process");""" },
            {
                "SQ812",
                "UnsafeAccessor Map",
                """[UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_size")] static extern ref int Map(List<int> of);"""
            },
            { "SQ813", "Process.Start", """void M() => Process.Start("sh");""" },
            { "SQ813", "new ProcessStartInfo", """object M() => new ProcessStartInfo("sh");""" },
            { "SQ813", "Process.Kill", "void M() => Process.GetCurrentProcess().Kill();" },
            { "SQ813", "Environment.Exit", "void M() => Environment.Exit(0);" },
            { "SQ814", "new TcpListener", "object M() => new TcpListener(IPAddress.Loopback, 0);" },
            {
                "SQ814",
                "Socket.Select",
                "Action<System.Collections.IList, System.Collections.IList, System.Collections.IList, int> M() => Socket.Select;"
            },
            { "SQ814", "new HttpClient", "object M() => new HttpClient();" },
            { "SQ814", "Dns.GetHostAddresses", """object M() => Dns.GetHostAddresses("localhost");""" },
            {
                "SQ814",
                "new NamedPipeServerStream",
                """object M() => new System.IO.Pipes.NamedPipeServerStream("p");"""
            },
            { "SQ815", "ModuleInitializer First", "[ModuleInitializer] internal static void First() { }" },
            { "SQ815", "AppDomain.ProcessExit", "void M() => AppDomain.CurrentDomain.ProcessExit += (_, _) => { };" },
            {
                "SQ815",
                "AssemblyLoadContext.Resolving",
                "void M() => AssemblyLoadContext.Default.Resolving += (_, _) => null;"
            },
            { "SQ816", "File.ReadAllText", """string M() => File.ReadAllText("/etc/passwd");""" },
            { "SQ816", "File.Exists", "Func<string, bool> M() => File.Exists;" },
            { "SQ816", "new StreamWriter", """object M() => new StreamWriter("trace.txt");""" },
            { "SQ816", "new FileStream", """object held = new FileStream("x", FileMode.Open);""" },
            {
                "SQ816",
                "new SafeFileHandle",
                "object M(nint fd) => new Microsoft.Win32.SafeHandles.SafeFileHandle(fd, false);"
            },
            { "SQ816", "Directory.GetFiles", """int Count { get; } = Directory.GetFiles(".").Length;""" },
        };

    /// <summary>Members of a class that fire nothing.</summary>
    public static TheoryData<string> Silent { get; } =
    [
        "string M() => GetType().Name;",
        "bool M() => GetType().IsDefined(typeof(Attribute));",
        """object? M() => GetType().GetMethod("M", BindingFlags.Public | BindingFlags.Instance);""",
        "long M() => Process.GetCurrentProcess().WorkingSet64;",
        "string? M() => Environment.GetEnvironmentVariable(\"PORT\");",
        "object M() => new IPEndPoint(IPAddress.Loopback, 1);",
        "int M() { try { return 1; } catch (SocketException e) { return (int)e.SocketErrorCode; } }",
        "object M() => new StreamReader(Console.OpenStandardInput());",
        "void M() => Console.SetOut(new StreamWriter(Console.OpenStandardOutput()));",
        "string M() => Path.Combine(\"a\", \"b\");",
        "object M() => typeof(File);",
        "void M() => Console.CancelKeyPress += (_, _) => { };",
        "object M() => PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => { });",
        "event Action? Exit; void M() => Exit += () => { };",
        "static Mine() { }",
        "static int Dup(int fd) => fd; int M() => Dup(1);",
        "void M() { } // File.Delete, Process.Start, [DllImport]",
        "nint M(byte[] b) { unsafe { fixed (byte* p = b) { return (nint)p; } } }",
        "class File { public static string ReadAllText(string p) => p; } string M() => File.ReadAllText(\"x\");",
    ];

    [Theory]
    [MemberData(nameof(Fires))]
    public void It_is_named_with_its_file_and_line(string rule, string name, string member)
    {
        var check = Assert.Single(Judge(member), found => found.Rule == rule);

        Assert.Equal((Outcome.Review, new Location(File, 3)), (check.Outcome, check.Where! with { Column = 1 }));
        Assert.Contains($"`{name}` ({File}:3)", check.Observed, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public void What_only_looks_like_it_is_silent(string member)
    {
        Assert.Empty(SourceEvidence.Of(Submission(member)).Errors);
        Assert.Empty(Judge(member));
    }

    [Fact]
    public void Every_rule_fires_on_one_line_and_not_on_another() =>
        Assert.Equal(
            ["SQ811", "SQ812", "SQ813", "SQ814", "SQ815", "SQ816"],
            Fires.Select(row => row.Data.Item1).Distinct()
        );

    [Fact]
    public void The_starter_as_issued_and_the_solution_fire_nothing()
    {
        Assert.Empty(Judge(CorpusSubmission.Starter()));
        Assert.Empty(Judge(CorpusSubmission.Solution()));
    }

    [Fact]
    public void A_given_file_is_not_looked_at_until_it_is_changed()
    {
        const string Program = "src/SelectQuest.Server/Program.cs";
        var starter = CorpusSubmission.Starter();
        var exits = starter.Sources.Single(file => file.Path == Program).Text;
        exits = exits.Replace("return Success;", "Environment.Exit(0);\n return 0;", StringComparison.Ordinal);

        var check = Assert.Single(Judge(starter with { Sources = [new TextFile(Program, exits)] }));

        Assert.Equal(("SQ813", Program), (check.Rule, check.Where?.File));
    }

    [Fact]
    public void A_static_constructor_of_the_class_with_Main_runs_before_it()
    {
        var program = new TextFile(File, "static class Program {\n static Program() { }\n static void Main() { }\n}");

        var check = Assert.Single(Judge(new Submission("mine", null, [program], false, [])));

        Assert.Equal(("SQ815", 2), (check.Rule, check.Where?.Line));
    }

    [Fact]
    public void In_the_corpus_exactly_the_rules_fire_that_a_label_names()
    {
        foreach (var name in CorpusSubmission.Names)
        {
            var named = CorpusSubmission
                .Label(name)
                .Rules.Where(rule => rule.StartsWith("SQ81", StringComparison.Ordinal));
            var fired = CodeHalves.OfCase(name).Integrity.Select(check => $"{name}: {check.Rule}");

            Assert.Equal(named.Select(rule => $"{name}: {rule}").Order(), fired.Distinct().Order());
        }
    }

    [Fact]
    public void A_habit_is_one_finding_with_its_places_counted()
    {
        var calls = string.Concat(Enumerable.Repeat("""File.Delete("x"); """, 100));

        var check = Assert.Single(Judge($"void M() {{ {calls} }}"));

        Assert.EndsWith("and 94 more.", check.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void They_stand_in_the_verdict_and_decide_nothing()
    {
        var plain = Submission("void M() { }");
        var reaching = Submission("""void M() => Process.Start("sh");""");

        var (before, after) = (Grader.Judge(plain, new GraderOptions()), Grader.Judge(reaching, new GraderOptions()));

        Assert.Empty(before.Integrity);
        Assert.Equal("SQ813", Assert.Single(after.Integrity).Rule);
        Assert.Equal((before.Score, before.ExitCode), (after.Score, after.ExitCode));
    }

    private static IReadOnlyList<Check> Judge(string member) => Judge(Submission(member));

    private static IReadOnlyList<Check> Judge(Submission submission) =>
        [.. IntegrityBeyondSeam.Judge(SourceEvidence.Of(submission).Beyond)];

    private static Submission Submission(string member) =>
        new(
            "mine",
            null,
            [
                new TextFile(
                    File,
                    $$"""
                    using System.Diagnostics; using System.Net; using System.Net.Sockets; using System.Reflection; using System.Runtime.CompilerServices; using System.Runtime.InteropServices; using System.Runtime.Loader;
                    partial class Mine {
                    {{member}}
                    }
                    static class Entry { static void Main() { } }
                    """
                ),
            ],
            false,
            []
        );
}
