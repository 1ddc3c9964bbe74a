namespace SelectQuest.Server.Steps;

internal static class Drop
{
    public static void Do(World world, Connection connection)
    {
        world.Registry.Remove(connection.Fd);
        world.Sockets.Close(connection.Fd);
        world.ListenerRests = false;
    }
}
