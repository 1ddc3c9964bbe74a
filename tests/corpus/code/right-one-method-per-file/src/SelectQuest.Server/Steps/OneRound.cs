namespace SelectQuest.Server.Steps;

internal static class OneRound
{
    /// <returns>false if nothing happened until the timeout.</returns>
    public static bool Do(World world)
    {
        MakeSets.Do(world);
        var answer = Wait.Do(world);
        if (answer > 0)
        {
            foreach (var connection in world.Registry)
            {
                ServeOne.Do(world, connection);
            }

            if (world.ListenFd >= 0 && world.Read.IsSet(world.ListenFd))
            {
                TakeNewcomers.Do(world);
            }
        }

        if (answer == 0)
        {
            world.ListenerRests = false;
        }

        return answer != 0;
    }
}
