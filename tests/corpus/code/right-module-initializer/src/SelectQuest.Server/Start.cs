using System.Runtime.CompilerServices;

namespace SelectQuest.Server;

internal static class Start
{
    public static long At { get; private set; }

    [ModuleInitializer]
    internal static void Note() => At = Environment.TickCount64;
}
