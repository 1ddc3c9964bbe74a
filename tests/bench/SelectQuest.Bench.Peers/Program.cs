using System.Globalization;
using SelectQuest.Bench.Peers;

switch (args)
{
    case ["socket-select"]:
        SocketSelectServer.Run();
        return 0;
    case ["async"]:
        await AsyncServer.Run();
        return 0;
    case ["slowed", var microseconds]
        when double.TryParse(microseconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var burnt):
        SolutionServer.Run(kernel => new SlowedSockets(
            kernel,
            SlowedSockets.Burning(TimeSpan.FromMicroseconds(burnt))
        ));
        return 0;
    case ["costly"]:
        SolutionServer.Run(kernel => new SlowedSockets(kernel, CostlyWork.For));
        return 0;
    case ["counted"]:
        CountedSockets? counted = null;
        SolutionServer.Run(kernel => counted = new CountedSockets(kernel));
        Console.Out.WriteLine(counted!.Sum);
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "usage: SelectQuest.Bench.Peers socket-select|async|slowed MICROSECONDS|costly|counted"
        );
        return 2;
}
