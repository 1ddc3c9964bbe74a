using System.Globalization;

namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>Counts how often a demand was put to the test and how often it was broken, and in which way.</summary>
/// <param name="held">What to say if it never was.</param>
/// <param name="faults">
/// The ways to break it, the most telling first: a run may show several, in an order that depends on timing, and what is
/// reported must not.
/// </param>
internal sealed class Tally(string name, string held, params string[] faults)
{
    private readonly long[] broken = new long[faults.Length];
    private readonly string[] first = new string[faults.Length];
    private long tests;

    /// <summary>The demand could have been broken here.</summary>
    public void Tested() => tests++;

    /// <summary>It was, in this way.</summary>
    /// <param name="where">For <see cref="KernelFact.Measured"/>; called for the first time only.</param>
    public void Broke(int fault, Func<string> where)
    {
        if (broken[fault]++ == 0)
        {
            first[fault] = where();
        }
    }

    public bool IsBroken => Array.Exists(broken, count => count > 0);

    public KernelFact Fact(string notSeen)
    {
        var fault = Array.FindIndex(broken, count => count > 0);
        return fault >= 0
                ? new KernelFact(
                    name,
                    KernelOutcome.Broken,
                    faults[fault],
                    string.Create(CultureInfo.InvariantCulture, $"{broken[fault]} times; first: {first[fault]}")
                )
            : tests > 0
                ? new KernelFact(
                    name,
                    KernelOutcome.Held,
                    held,
                    string.Create(CultureInfo.InvariantCulture, $"tested {tests} times")
                )
            : new KernelFact(name, KernelOutcome.NotSeen, notSeen);
    }
}
