using System.Text;

namespace SelectQuest.Cli;

/// <summary>Everything a verb may touch beside files, so that a test can stand in for the person and the clock.</summary>
/// <param name="Input">Opened only by verbs that read it.</param>
/// <param name="Colour">Standard output is a terminal and NO_COLOR is not set.</param>
/// <param name="Command">How the grader is called from here, so that printed commands can be copied.</param>
/// <param name="InputIsPerson">Standard input is a terminal.</param>
/// <param name="IsLive">Standard error is a terminal: a line there can be written over.</param>
/// <param name="Debug">SELECTQUEST_DEBUG=1: stack traces, for those who mend the grader.</param>
internal sealed record Terminal(
    Func<Stream> Input,
    TextWriter Output,
    TextWriter Error,
    TimeProvider Clock,
    bool Colour = false,
    string Command = "selectquest",
    bool InputIsPerson = false,
    bool Debug = false,
    bool IsLive = false
)
{
    /// <summary>An environment variable; null if it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    public static Terminal OfThisProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new(
            Console.OpenStandardInput,
            Console.Out,
            Console.Error,
            TimeProvider.System,
            Colour: !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Command: LocalTool.IsHere(Environment.CurrentDirectory) ? "dotnet selectquest" : "selectquest",
            InputIsPerson: !Console.IsInputRedirected,
            Debug: Environment.GetEnvironmentVariable("SELECTQUEST_DEBUG") == "1",
            IsLive: !Console.IsErrorRedirected
        );
    }
}
