using SelectQuest.Server.Simulation;

namespace SelectQuest.Simulation.Tests.RealKernel;

/// <summary>A script on the simulated kernel, without oracles.</summary>
internal sealed class SimulatedStage : Stage
{
    private readonly SimulatedSockets kernel;

    private SimulatedStage(SimulatedSockets kernel, Schedule schedule)
        : base(kernel, schedule.ListenFd) => this.kernel = kernel;

    public static SimulatedStage Open(int clients)
    {
        var schedule = new Schedule { Clients = clients };
        return new SimulatedStage(new SimulatedSockets(schedule), schedule);
    }

    protected override void Act(ClientEvent happening) => kernel.Happen(happening);

    protected override string Settle(int line, Func<string> look) => look();
}
