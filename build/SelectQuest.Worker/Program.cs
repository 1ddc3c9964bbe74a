using System.Runtime.Loader;
using SelectQuest.Worker;

// worker SUBMISSION.dll : obeys the grader on standard input until it closes.
using var input = new BufferedStream(Console.OpenStandardInput(), 1 << 16);
using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);

// The wire is ours: what the student prints goes to standard error, where the grader keeps the first few kilobytes.
Console.SetOut(Console.Error);
Console.SetIn(TextReader.Null);

var submission = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(args[0]));
new Obedience(new BinaryReader(input), new BinaryWriter(output), new StudentApi(submission)).UntilTheWireCloses();
