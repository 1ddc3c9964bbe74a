namespace SelectQuest.Grading.Verdicts;

/// <summary>The quest's five pass criteria, in the quest's order.</summary>
public enum Criterion
{
    /// <summary>Read, write and error sets, rebuilt before every select.</summary>
    C1,

    /// <summary>A registry with add, remove and lookup by fd, each O(1).</summary>
    C2,

    /// <summary>Max-fd follows every add and remove; select's first argument is max-fd + 1.</summary>
    C3,

    /// <summary>50 and more clients at once, bursts of connects and disconnects.</summary>
    C4,

    /// <summary>A timeout, chosen and justified.</summary>
    C5,
}

/// <summary>Every criterion is judged twice: in the plan and in the code. Each half is worth half the points.</summary>
public enum Half
{
    /// <summary>What <c>week-3/day2-select-plan.md</c> says.</summary>
    Plan,

    /// <summary>What the server does.</summary>
    Code,
}
