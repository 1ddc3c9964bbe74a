using System.Globalization;

namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>One system call as strace printed it.</summary>
/// <param name="Arguments">As printed. Of a call that has begun and not ended, those the kernel was given so far.</param>
/// <param name="Result">Null while the call runs, and where strace prints <c>?</c>.</param>
/// <param name="Errno">The name behind a failed result, <c>ERESTARTNOHAND</c> and its like included; else null.</param>
/// <param name="Detail">What stands in parentheses after the result: <c>Timeout</c>, <c>in [29], out [31]</c>.</param>
internal sealed record SystemCall(
    string Name,
    IReadOnlyList<string> Arguments,
    long? Result = null,
    string? Errno = null,
    string Detail = ""
)
{
    public string Argument(int index) => index < Arguments.Count ? Arguments[index] : "";

    /// <summary>The argument as a number that fits an fd; null if it is none.</summary>
    public int? Fd(int index) =>
        Number(Argument(index)) is { } number and >= 0 and <= int.MaxValue ? (int)number : null;

    public long? Number(int index) => Number(Argument(index));

    public bool Succeeded => Result >= 0;

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>
    /// Reads <c>name(arguments) = result ERRNO (detail)</c>, or as much of it as there is. Null for anything else.
    /// </summary>
    public static SystemCall? Parse(string text)
    {
        var open = text.IndexOf('(');
        if (open <= 0 || !text.AsSpan(0, open).ContainsOnlyNameCharacters())
        {
            return null;
        }

        var arguments = StraceText.SplitArguments(text, open + 1, out var close);
        var name = text[..open];
        if (close < 0)
        {
            return new SystemCall(name, arguments);
        }

        var equals = text.IndexOf('=', close);
        if (equals < 0)
        {
            return new SystemCall(name, arguments);
        }

        var answer = text[(equals + 1)..].Trim();
        var detailAt = answer.IndexOf('(');
        var detail = detailAt >= 0 ? answer[(detailAt + 1)..].TrimEnd(')') : "";
        var words = (detailAt >= 0 ? answer[..detailAt] : answer).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new SystemCall(
            name,
            arguments,
            words.Length > 0 ? StraceText.OuterPid(answer) ?? Number(words[0]) : null,
            words.Length > 1 && words[1].StartsWith('E') ? words[1] : null,
            detail
        );
    }
}
