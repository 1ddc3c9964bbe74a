using System.Globalization;

namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>How strace writes the values this grader cares about. Nothing here throws, whatever it is given.</summary>
internal static class StraceText
{
    public static bool ContainsOnlyNameCharacters(this ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '_')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Splits at the commas that are in no bracket, string or comment.</summary>
    /// <param name="close">Where the call's own parenthesis closes; -1 if the line ends before.</param>
    public static IReadOnlyList<string> SplitArguments(string text, int start, out int close)
    {
        var arguments = new List<string>();
        var depth = 0;
        var quoted = false;
        var from = start;
        for (var at = start; at < text.Length; at++)
        {
            var character = text[at];
            if (quoted)
            {
                at += character == '\\' ? 1 : 0;
                quoted = character != '"';
                continue;
            }

            switch (character)
            {
                case '"':
                    quoted = true;
                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' when depth == 0:
                    Take(at);
                    close = at;
                    return arguments;
                case ')' or ']' or '}':
                    depth = Math.Max(0, depth - 1);
                    break;
                case ',' when depth == 0:
                    Take(at);
                    from = at + 1;
                    break;
                default:
                    break;
            }
        }

        Take(text.Length);
        close = -1;
        return arguments;

        void Take(int end)
        {
            var argument = text.AsSpan(from, Math.Max(0, end - from)).Trim();
            if (!argument.IsEmpty)
            {
                arguments.Add(argument.ToString());
            }
        }
    }

    /// <summary>An <c>fd_set</c>, ascending: <c>[29 38]</c>. Null for NULL and for what is no set.</summary>
    public static int[]? FdSet(ReadOnlySpan<char> text)
    {
        if (text is not ['[', .. var inside, ']'])
        {
            return null;
        }

        var members = new List<int>();
        foreach (var word in inside.Split(' '))
        {
            if (int.TryParse(inside[word], NumberStyles.None, CultureInfo.InvariantCulture, out var fd))
            {
                members.Add(fd);
            }
        }

        var sorted = members.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>The set behind <paramref name="label"/> in a select's detail, such as <c>in [29], out [31 38]</c>.</summary>
    public static int[] Answered(string detail, string label)
    {
        var start = detail.IndexOf(label + " [", StringComparison.Ordinal);
        var end = start < 0 ? -1 : detail.IndexOf(']', start);
        return end < 0 ? [] : FdSet(detail.AsSpan()[(start + label.Length + 1)..(end + 1)]) ?? [];
    }

    /// <summary>The number behind <c>name=</c> in a struct: <c>tv_nsec</c> in <c>{tv_sec=0, tv_nsec=500}</c>.</summary>
    public static long? Field(string text, string name)
    {
        var at = text.IndexOf(name + "=", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var from = at + name.Length + 1;
        var to = from;
        while (to < text.Length && (char.IsAsciiDigit(text[to]) || (to == from && text[to] == '-')))
        {
            to++;
        }

        return long.TryParse(
            text.AsSpan(from, to - from),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
    }

    /// <summary>
    /// The number behind a pid that was printed as the server's box sees it: <c>5 /* 1234 in strace's PID NS */</c>.
    /// </summary>
    public static long? OuterPid(string text)
    {
        const string Open = "/* ";
        const string Close = " in strace's PID NS */";
        var end = text.IndexOf(Close, StringComparison.Ordinal);
        var start = end < 0 ? -1 : text.LastIndexOf(Open, end, StringComparison.Ordinal);
        return
            start >= 0
            && long.TryParse(
                text.AsSpan((start + Open.Length)..end),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var pid
            )
            ? pid
            : null;
    }

    /// <summary>A timeval or timespec; null for NULL, which waits for ever, and for what is neither.</summary>
    public static TimeSpan? Timeout(string text)
    {
        if (Field(text, "tv_sec") is not { } seconds || Math.Abs(seconds) > int.MaxValue)
        {
            return null;
        }

        var ticks = (Field(text, "tv_nsec") ?? 0) / 100 + (Field(text, "tv_usec") ?? 0) * 10;
        return TimeSpan.FromTicks(seconds * TimeSpan.TicksPerSecond + ticks % TimeSpan.TicksPerSecond);
    }

    /// <summary>The fds of a pollfd array: <c>[{fd=29, events=POLLIN}, ..]</c>.</summary>
    public static IEnumerable<int> PolledFds(string text)
    {
        const string Label = "fd=";
        for (
            var at = text.IndexOf(Label, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(Label, at + 1, StringComparison.Ordinal)
        )
        {
            if (Field(text[at..], "fd") is { } fd and >= 0 and <= int.MaxValue)
            {
                yield return (int)fd;
            }
        }
    }
}
