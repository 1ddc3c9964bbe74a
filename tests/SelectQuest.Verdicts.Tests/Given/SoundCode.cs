using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Verdicts.Tests.Given;

/// <summary>
/// What the source of a server that has everything shows, each fact at a place of its own: a test changes one of them and
/// names the place it expects.
/// </summary>
internal static class SoundCode
{
    public static SelectCall Select { get; } =
        new(
            Loop(20),
            InIterate: true,
            [Set("read", 21), Set("write", 22), Set("error", 23)],
            Shared: false,
            new NfdsValue(NfdsKind.HighestPlusOne, "Max() + 1", HasListener: true, Loop(24)),
            new TimeoutValue([TimeSpan.FromMilliseconds(500)], Unknown: false, Loop(25))
        );

    public static RegistryShape Registry { get; } =
        new(InRegistry(5), [], LookupKind.Constant, InRegistry(6), "Dictionary", Yes(InRegistry(7)));

    public static MaxFdUpdates MaxFd { get; } =
        new(MaxFdKind.Kept, Yes(InRegistry(8)), Yes(InRegistry(9)), Decrements: false);

    public static AcceptPath Accept { get; } =
        new(
            InAccept(5),
            Yes(InAccept(8)),
            Yes(InAccept(6)),
            ListenerOnly: false,
            Yes(InAccept(7)),
            LimitOffByOne: false
        );

    public static PartialIo Io { get; } = new(InHandlers(5), InHandlers(6), Yes(InHandlers(7)), Yes(InHandlers(8)));

    public static SourceFacts Facts { get; } = new(Loop(10), [], [Select], Registry, MaxFd, Accept, Io, [], []);

    public static CodeEvidence Evidence { get; } = Of(Facts);

    public static CodeEvidence Of(SourceFacts facts) =>
        new(new SourceEvidence(null, [], [], facts) { Files = ["loop.cs", "registry.cs", "accept.cs", "handlers.cs"] });

    public static Location Loop(int line) => new("loop.cs", line);

    public static Location InRegistry(int line) => new("registry.cs", line);

    public static Location InAccept(int line) => new("accept.cs", line);

    public static Location InHandlers(int line) => new("handlers.cs", line);

    public static Trait Yes(Location? where) => new(Found.Yes, where);

    public static Trait No(Location? where = null) => new(Found.No, where);

    public static Trait Unknown(Location? where = null) => new(Found.Unknown, where);

    /// <summary>A set with all that it needs; its columns tell the four answers apart.</summary>
    private static SetUse Set(string name, int line) =>
        new(
            name,
            Yes(new Location("loop.cs", line, 2)),
            Yes(new Location("loop.cs", line, 3)),
            Yes(new Location("loop.cs", line, 4)),
            No()
        );
}
