namespace Headroom.Dmn;

/// <summary>Looks for gaps, overlaps and rules that can never count.</summary>
internal static class TableCheck
{
    public static void Run(CompiledTable table) { }
}
