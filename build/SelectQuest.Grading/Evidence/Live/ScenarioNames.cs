namespace SelectQuest.Grading.Evidence.Live;

/// <summary>The live scenarios' names, in the order they are run. The numbered six are the quest's own.</summary>
internal static class ScenarioNames
{
    public const string Start = "start";
    public const string Connect = "1 connect together";
    public const string OneMessage = "2 one message each";
    public const string HalfLeave = "3 half leave";
    public const string NewOnesCome = "4 as many new ones come";
    public const string AllAtOnce = "5 all send at once";
    public const string OneByte = "one byte at a time";
    public const string SlowReader = "slow reader";
    public const string HalfClose = "half-close";
    public const string Reset = "reset";
    public const string Urgent = "urgent data";
    public const string Churn = "churn";
    public const string Idle = "idle";
    public const string Terminate = "6 SIGTERM under load";

    public static IReadOnlyList<string> All { get; } =
    [
        Start,
        Connect,
        OneMessage,
        HalfLeave,
        NewOnesCome,
        AllAtOnce,
        OneByte,
        SlowReader,
        HalfClose,
        Reset,
        Urgent,
        Churn,
        Idle,
        Terminate,
    ];
}
