using SelectQuest.Bench.Peers;
using SelectQuest.Server;
using SelectQuest.Server.Computing;
using SelectQuest.Server.Simulation;

IWork? work = args switch
{
    ["echo"] => new EchoOfChunk(),
    ["costly"] => new CostlyEcho(),
    _ => null,
};
if (work is null)
{
    await Console.Error.WriteLineAsync("usage: SelectQuest.Bench.Pool echo|costly");
    return 2;
}

SolutionServer.Run((kernel, listenFd) => new SelectLoop(kernel, listenFd, new Jobs(work, WakeUp.Of(kernel))));
return 0;
