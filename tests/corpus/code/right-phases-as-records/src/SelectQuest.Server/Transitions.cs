namespace SelectQuest.Server;

internal static class Transitions
{
    public static Phase After(this Phase phase, Answer answer) =>
        (phase, answer) switch
        {
            (_, Answer.Failure) => new Phase.Gone(),
            (_, Answer.NotNow) => phase,
            (Phase.Fresh or Phase.Quiet, Answer.Got(var bytes)) => new Phase.Owing(bytes),
            (Phase.Owing(var old), Answer.Got(var bytes)) => new Phase.Owing(Join(old, bytes)),
            (Phase.Fresh or Phase.Quiet, Answer.EndOfFile) => new Phase.Gone(),
            (Phase.Owing(var old), Answer.EndOfFile) => new Phase.Leaving(old),
            (Phase.Owing(var old), Answer.Took(var count)) when count < old.Length => new Phase.Owing(old[count..]),
            (Phase.Leaving(var old), Answer.Took(var count)) when count < old.Length => new Phase.Leaving(old[count..]),
            (Phase.Owing, Answer.Took) => new Phase.Quiet(),
            (Phase.Leaving, Answer.Took) => new Phase.Gone(),
            _ => throw new InvalidOperationException($"{answer} makes no sense in {phase}."),
        };

    /// <summary>The server stops: who is owed nothing is gone.</summary>
    public static Phase Dismissed(this Phase phase) =>
        phase switch
        {
            Phase.Owing(var bytes) => new Phase.Leaving(bytes),
            Phase.Leaving => phase,
            _ => new Phase.Gone(),
        };

    private static ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        var both = new byte[left.Length + right.Length];
        left.CopyTo(both);
        right.CopyTo(both.AsMemory(left.Length));
        return both;
    }
}
