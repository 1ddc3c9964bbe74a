using System.Globalization;
using System.Text;

namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>What happened, in the order in which strace saw it.</summary>
/// <param name="Pid">The thread, as the kernel numbers them.</param>
internal abstract record StraceEvent(int Pid);

/// <summary>A call entered the kernel. Every <see cref="CallEnded"/> has one before it.</summary>
internal sealed record CallBegan(int Pid, SystemCall Call) : StraceEvent(Pid);

/// <summary>A call came back.</summary>
internal sealed record CallEnded(int Pid, SystemCall Call) : StraceEvent(Pid);

/// <summary>A signal was delivered to the thread.</summary>
internal sealed record SignalArrived(int Pid, string Name) : StraceEvent(Pid);

/// <summary>The thread is gone.</summary>
/// <param name="Status">What it exited with; null if a signal ended it.</param>
internal sealed record ThreadEnded(int Pid, int? Status) : StraceEvent(Pid);

/// <summary>
/// Reads <c>strace -f -o</c>. Lines that strace split because another thread came between are joined again; lines that
/// make no sense are counted and left out.
/// </summary>
internal sealed class StraceLog
{
    /// <summary>Three full sets take 15 kB. What is longer is no line of ours.</summary>
    internal const int LongestLine = 1 << 16;

    /// <summary>Threads whose call may be open at once; a server that has more is not remembered beyond it.</summary>
    private const int MostOpenCalls = 1 << 12;

    private const string Unfinished = "<unfinished ...>";
    private readonly Dictionary<int, string> open = [];
    private readonly StringBuilder line = new();
    private bool tooLong;

    /// <summary>Lines that were no record of anything.</summary>
    public long OddLines { get; private set; }

    public IEnumerable<StraceEvent> Read(TextReader text)
    {
        var buffer = new char[LongestLine];
        while (text.Read(buffer, 0, buffer.Length) is var count and > 0)
        {
            foreach (var happened in Feed(buffer.AsSpan(0, count)))
            {
                yield return happened;
            }
        }

        foreach (var happened in Feed("\n"))
        {
            yield return happened;
        }
    }

    /// <summary>Takes the next piece of the file, cut anywhere, and answers with what the lines that end in it say.</summary>
    public IReadOnlyList<StraceEvent> Feed(ReadOnlySpan<char> piece)
    {
        var happened = new List<StraceEvent>();
        while (!piece.IsEmpty)
        {
            var length = piece.IndexOf('\n');
            var part = length < 0 ? piece : piece[..length];
            tooLong |= line.Length + part.Length > LongestLine;
            if (!tooLong)
            {
                line.Append(part);
            }

            if (length < 0)
            {
                break;
            }

            happened.AddRange(EndLine());
            piece = piece[(length + 1)..];
        }

        return happened;
    }

    private StraceEvent[] EndLine()
    {
        var text = line.ToString();
        var whole = !tooLong;
        line.Clear();
        tooLong = false;
        return !whole ? Odd()
            : text.Length > 0 ? Parse(text)
            : [];
    }

    /// <summary>The one or two events of a line, or none.</summary>
    private StraceEvent[] Parse(string text)
    {
        if (!TryTakePid(text, out var pid, out var rest))
        {
            OddLines++;
            return [];
        }

        return rest switch
        {
            _ when rest.StartsWith("--- ", StringComparison.Ordinal) => Signal(pid, rest),
            _ when rest.StartsWith("+++ ", StringComparison.Ordinal) => End(pid, rest),
            _ when rest.StartsWith("<... ", StringComparison.Ordinal) => Resumed(pid, rest),
            _ when rest.EndsWith(Unfinished, StringComparison.Ordinal) => Began(pid, rest[..^Unfinished.Length]),
            _ => Whole(pid, rest),
        };
    }

    private StraceEvent[] Whole(int pid, string text)
    {
        if (SystemCall.Parse(text) is not { } call)
        {
            return Odd();
        }

        return [new CallBegan(pid, call), new CallEnded(pid, call)];
    }

    private StraceEvent[] Began(int pid, string text)
    {
        if (SystemCall.Parse(text) is not { } call)
        {
            return Odd();
        }

        if (open.Count < MostOpenCalls || open.ContainsKey(pid))
        {
            open[pid] = text;
        }

        return [new CallBegan(pid, call)];
    }

    private StraceEvent[] Resumed(int pid, string text)
    {
        var end = text.IndexOf('>');
        if (end < 0 || !open.Remove(pid, out var beginning))
        {
            return Odd();
        }

        return SystemCall.Parse(beginning + text[(end + 1)..]) is { } call ? [new CallEnded(pid, call)] : Odd();
    }

    private StraceEvent[] Signal(int pid, string text)
    {
        var words = text.Split(' ', 3);
        return words[1].StartsWith("SIG", StringComparison.Ordinal) ? [new SignalArrived(pid, words[1])] : Odd();
    }

    private StraceEvent[] End(int pid, string text)
    {
        const string Exited = "+++ exited with ";
        const string Killed = "+++ killed by ";
        if (text.StartsWith(Killed, StringComparison.Ordinal))
        {
            open.Remove(pid);
            return [new ThreadEnded(pid, null)];
        }

        if (
            text.StartsWith(Exited, StringComparison.Ordinal)
            && int.TryParse(text[Exited.Length..].Split(' ')[0], CultureInfo.InvariantCulture, out var status)
        )
        {
            open.Remove(pid);
            return [new ThreadEnded(pid, status)];
        }

        return Odd();
    }

    private StraceEvent[] Odd()
    {
        OddLines++;
        return [];
    }

    /// <summary>With -o, a line starts with the number of its thread.</summary>
    private static bool TryTakePid(string line, out int pid, out string rest)
    {
        var text = line.AsSpan().TrimStart();
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        rest = text[digits..].Trim().ToString();
        return int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out pid)
            && rest.Length > 0;
    }
}
