namespace SelectQuest.Server;

partial class ConnectionRegistry
{
    public bool Remove(int fd)
    {
        if ((uint)fd >= Slots.Length || Slots[fd] is null)
        {
            return false;
        }

        Slots[fd] = null;
        Count--;
        MaxFd = Array.FindLastIndex(Slots, MaxFd, slot => slot is not null);
        return true;
    }
}
