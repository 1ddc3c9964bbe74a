namespace SelectQuest.Server;

internal class Large<A, B, C, D, E, F>
{
    internal class Inner : Large<Inner, Inner, Inner, Inner, Inner, Inner>
    {
        private Inner.Inner.Inner.Inner.Inner.Inner.Inner.Inner.Inner? inner;
    }
}
