using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Tests.Sources;

public class ThrowersAreNamed
{
    // Whoever runs often enough is compiled again, with its small callees inside it, some time later. The attribute has
    // that happen at once.
    private const string Hot = """
        using System.Runtime.CompilerServices;

        Loop.Iterate();

        public static class Loop
        {
            [MethodImpl(MethodImplOptions.AggressiveOptimization)]
            public static void Iterate()
            {
                Registry.Add(7);
                Registry.Add(7);
            }
        }

        public static class Registry
        {
            private static readonly Dictionary<int, string> clients = [];

            public static void Add(int fd) => clients.Add(fd, "");
        }
        """;

    [Fact(
        DisplayName = "an exception names the line that threw it, also where the JIT would have made two methods one"
    )]
    public void NotInlined()
    {
        var emitted = SourceCompilation.Emit(SourceCompilation.Of([new TextFile("Program.cs", Hot)]));
        Assert.Empty(emitted.Errors);

        var context = new AssemblyLoadContext(nameof(ThrowersAreNamed), isCollectible: true);
        var loop = context.LoadFromStream(new MemoryStream(emitted.Assembly!)).GetType("Loop")!;
        var thrown = Assert.Throws<TargetInvocationException>(() => loop.GetMethod("Iterate")!.Invoke(null, null));

        var places =
            from frame in new StackTrace(thrown.InnerException!, fNeedFileInfo: true).GetFrames()
            where frame.GetFileName() is not null
            select $"{frame.GetFileName()}:{frame.GetFileLineNumber()}";
        Assert.Equal(["Program.cs:19", "Program.cs:11"], places);
        context.Unload();
    }
}
