using System.Diagnostics;

namespace SelectQuest.Grading.Evidence.Running;

/// <summary>What stands between a student's code and this machine while it runs.</summary>
/// <param name="Name">As reports name it.</param>
/// <param name="WrapLoop">
/// Puts a command into the sandbox. The folders given to <see cref="Choose"/> can be read inside, and nothing of the
/// user's; there is no network but a loopback of its own.
/// </param>
/// <param name="WrapServer">The same, but with this process's network: clients of ours must reach the server.</param>
internal sealed record Sandbox(
    string Name,
    Func<ProcessStartInfo, ProcessStartInfo> WrapLoop,
    Func<ProcessStartInfo, ProcessStartInfo> WrapServer
)
{
    /// <summary>None at all: for one's own code, or where the user says so.</summary>
    public static Sandbox None { get; } = new("without a sandbox", start => start, start => start);

    /// <summary>It keeps what runs inside from the network, so that a server inside needs one that is shared with us.</summary>
    public bool HasNetwork => this != None;

    /// <summary>The sandbox that was asked for, or why there is none and what would help.</summary>
    /// <param name="ownCode">The submission is the repo the user works in: its code runs there anyway.</param>
    /// <param name="folder">Where the submission is; gone afterwards.</param>
    /// <param name="readable">Folders that the command needs to read.</param>
    public static (Sandbox? Sandbox, string? WhyNot) Choose(
        SandboxChoice choice,
        bool ownCode,
        string folder,
        IReadOnlyList<string> readable
    )
    {
        if (choice == SandboxChoice.None || (choice == SandboxChoice.Auto && ownCode))
        {
            return (None, null);
        }

        if (choice == SandboxChoice.Container || (choice == SandboxChoice.Auto && Works.Value is not null))
        {
            return Container.Engine.Value is { } engine ? (In(engine, readable), null)
                : choice == SandboxChoice.Container ? (null, Container.NoEngine)
                : (null, Works.Value);
        }

        if (Works.Value is { } whyNot)
        {
            return (null, whyNot);
        }

        var box = new Bubblewrap(folder, readable);
        return (
            new Sandbox(
                "in a bubblewrap sandbox",
                start => box.Wrap(start, shareNetwork: false),
                start => box.Wrap(start, shareNetwork: true)
            ),
            null
        );
    }

    /// <summary>Null if this choice can be had here; else why not, with what would help.</summary>
    public static string? WhyNot(SandboxChoice choice) =>
        choice switch
        {
            SandboxChoice.None => null,
            SandboxChoice.Container => Container.Engine.Value is null ? Container.NoEngine : null,
            SandboxChoice.Bwrap => Works.Value,
            _ => Works.Value is { } whyNot && Container.Engine.Value is null ? whyNot : null,
        };

    // Neither way has a network: a server inside is never asked for.
    private static Sandbox In(string engine, IReadOnlyList<string> readable)
    {
        var container = new Container(engine, readable);
        return new Sandbox($"in a {engine} container", container.Wrap, container.Wrap);
    }

    /// <summary>Null if bubblewrap can be used here; else why not. Asked once: a machine does not change its mind.</summary>
    public static Lazy<string?> Works { get; } = new(Bubblewrap.Probe);
}

/// <summary>Which sandbox to use.</summary>
public enum SandboxChoice
{
    /// <summary>
    /// None for the repo the command was started in; for any other, bubblewrap, else a container, or the code is not run.
    /// </summary>
    Auto,

    /// <summary>Bubblewrap, or the code is not run.</summary>
    Bwrap,

    /// <summary>A container by podman or docker, or the code is not run.</summary>
    Container,

    /// <summary>Run the code as it is, with the user's rights.</summary>
    None,
}
