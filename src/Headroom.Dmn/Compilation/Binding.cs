using System.Linq.Expressions;

namespace Headroom.Dmn;

/// <summary>What a name stands for at one place of an expression, from the innermost outwards.</summary>
internal abstract class Binding
{
    private Binding(Binding? outer) => Outer = outer;

    /// <summary>What lies around.</summary>
    public Binding? Outer { get; }

    /// <summary>What is known of a name's type; null where the name is not bound.</summary>
    public FeelType? TypeOf(string name)
    {
        for (var binding = this; binding is not null; binding = binding.Outer)
        {
            switch (binding)
            {
                case Local local when string.Equals(local.Name, name, StringComparison.Ordinal):
                    return local.Type ?? FeelType.Unknown;
                case FilterItem:
                    return FeelType.Unknown;
                case Environment environment:
                    return environment.DeclaredType(name);
                default:
                    break;
            }
        }
        return null;
    }

    /// <summary>A variable of the expression itself: an iterator, a parameter, a context's earlier entry.</summary>
    public sealed class Local(string name, Expression value, Binding? outer, FeelType? type = null) : Binding(outer)
    {
        public FeelType? Type => type;

        public string Name => name;

        public Expression Value => value;
    }

    /// <summary>The element that a filter looks at: its entries are names too.</summary>
    public sealed class FilterItem(Expression value, Binding? outer) : Binding(outer)
    {
        public Expression Value => value;
    }

    /// <summary>The names around the whole expression: those of a model, or a standalone expression's inputs.</summary>
    public sealed class Environment(Func<string, Expression?> find, Func<string, FeelType?>? typeOf = null)
        : Binding(null)
    {
        public FeelType? DeclaredType(string name) => typeOf?.Invoke(name);

        public Func<string, Expression?> Find => find;
    }
}
