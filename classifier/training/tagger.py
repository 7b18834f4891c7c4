"""The token classifier: a BERT encoder of few layers with a linear head, and how it starts from a larger one."""

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

TYPES = ["PERSON", "LOCATION", "ADDRESS", "ORG", "PROFESSION", "USERNAME", "CODE"]
REPORTED = ["PERSON", "LOCATION", "ADDRESS", "USERNAME"]
LABELS = ["O"] + [prefix + kind for kind in TYPES for prefix in ("B-", "I-")]
WINDOW = 128
OVERLAP = 16
# Pieces on both sides of what the first layer points to that the other layers read with it.
CONTEXT = 24
HEADS = 12
WIDTH = 384


class Layer(nn.Module):
    def __init__(self, feed_forward):
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, feed_forward)
        self.down = nn.Linear(feed_forward, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, bias, dropout):
        batch, length, _ = x.shape
        shaped = self.query_key_value(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = shaped[0], shaped[1], shaped[2]
        scores = query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + bias
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attention_norm(x + F.dropout(self.out(mixed), dropout, self.training))
        return self.norm(x + F.dropout(self.down(F.gelu(self.up(x))), dropout, self.training))

    def exported(self, x):
        """The same of one window without padding, in the operators that the runtime has for it."""
        mixed = Attention.apply(*self.query_key_value(x).split(WIDTH, -1))
        x = added(self.attention_norm, x, self.out, mixed)
        return added(self.norm, x, self.down, F.gelu(self.up(x)))


class Attention(torch.autograd.Function):
    @staticmethod
    def forward(ctx, query, key, value):
        batch, length, _ = query.shape
        heads = (part.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2) for part in (query, key, value))
        return F.scaled_dot_product_attention(*heads).transpose(1, 2).reshape(batch, length, WIDTH)

    @staticmethod
    def symbolic(graph, query, key, value):
        mixed = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=HEADS)
        return mixed.setType(query.type())


class AddedNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, more, weight, offset, bias):
        return F.layer_norm(x + more + bias, (WIDTH,), weight, offset, 1e-12)

    @staticmethod
    def symbolic(graph, x, more, weight, offset, bias):
        normal = graph.op("com.microsoft::SkipLayerNormalization", more, x, weight, offset, bias, epsilon_f=1e-12)
        return normal.setType(x.type())


def added(norm, x, linear, more):
    return AddedNorm.apply(x, F.linear(more, linear.weight), norm.weight, norm.bias, linear.bias)


class Tagger(nn.Module):
    """Windows of word pieces in, one row of logits over LABELS for each piece out.

    With early, its first layer says by itself of each piece how likely it is of a type that is reported (a logit).
    """

    def __init__(self, layers, feed_forward, early=False, vocabulary=30522):
        super().__init__()
        self.early = nn.Linear(WIDTH, 1) if early else None
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(WINDOW, WIDTH)
        self.embedding_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(feed_forward) for _ in range(layers))
        self.head = nn.Linear(WIDTH, len(LABELS))
        self.dropout = 0.1

    def embedded(self, input_ids):
        x = self.words(input_ids) + self.positions.weight[: input_ids.shape[1]]
        return F.dropout(self.embedding_norm(x), self.dropout, self.training)

    def through(self, layers, x, bias):
        """What each of the layers says of each piece, the last layer last."""
        states = []
        for layer in layers:
            x = layer(x, bias, self.dropout)
            states.append(x)
        return states

    def states(self, input_ids, attention_mask, context=None):
        """The states of all layers; behind the first one a piece sees no further than so many pieces on both sides."""
        bias = (1.0 - attention_mask[:, None, None, :].float()) * -10000.0
        states = self.through(self.layers[:1], self.embedded(input_ids), bias)
        if context is not None:
            place = torch.arange(input_ids.shape[1])
            bias = bias + ((place[:, None] - place[None, :]).abs() > context).float() * -10000.0
        return states + self.through(self.layers[1:], states[0], bias)

    def label(self, state):
        return self.head(F.dropout(state, self.dropout, self.training))

    def forward(self, input_ids, attention_mask):
        return self.label(self.states(input_ids, attention_mask)[-1])


class First(nn.Module):
    """The first layer of a tagger, of one window: its state, and how likely each piece is of a reported type."""

    def __init__(self, tagger):
        super().__init__()
        self.tagger = tagger

    def forward(self, input_ids):
        state = self.tagger.layers[0].exported(self.tagger.embedded(input_ids))
        return state, self.tagger.early(state).squeeze(-1).sigmoid()


class Rest(nn.Module):
    """The other layers, from the first one's state to logits over LABELS."""

    def __init__(self, tagger):
        super().__init__()
        self.tagger = tagger

    def forward(self, state):
        for layer in self.tagger.layers[1:]:
            state = layer.exported(state)
        return self.tagger.head(state)


class Whole(nn.Module):
    """All layers of a tagger, of one window."""

    def __init__(self, tagger):
        super().__init__()
        self.tagger = tagger

    def forward(self, input_ids):
        return Rest(self.tagger)(self.tagger.layers[0].exported(self.tagger.embedded(input_ids)))


def from_minilm(path, chosen, feed_forward):
    """A tagger that begins as the chosen layers of a MiniLM checkpoint with its strongest feed-forward units."""
    weights = load_file(path)
    tagger = Tagger(len(chosen), feed_forward)
    with torch.no_grad():
        tagger.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        positions = weights["embeddings.position_embeddings.weight"][:WINDOW]
        tagger.positions.weight.copy_(positions + weights["embeddings.token_type_embeddings.weight"][0])
        copy_norm(tagger.embedding_norm, weights, "embeddings.LayerNorm")
        for layer, number in zip(tagger.layers, chosen):
            copy_layer(layer, weights, f"encoder.layer.{number}.")
        tagger.head.weight.normal_(0, 0.02)
        tagger.head.bias.zero_()
    return tagger


def from_tagger(larger, chosen, feed_forward):
    """A tagger that begins as the chosen layers of a larger one with their strongest feed-forward units."""
    tagger = Tagger(len(chosen), feed_forward, early=True)
    for name in ("words", "positions", "embedding_norm", "head"):
        getattr(tagger, name).load_state_dict(getattr(larger, name).state_dict())
    with torch.no_grad():
        for layer, number in zip(tagger.layers, chosen):
            model = larger.layers[number]
            for name in ("query_key_value", "out", "attention_norm", "norm"):
                getattr(layer, name).load_state_dict(getattr(model, name).state_dict())
            copy_feed_forward(layer, model.up.weight, model.up.bias, model.down.weight, model.down.bias)
    return tagger


def copy_feed_forward(layer, up, up_bias, down, down_bias):
    strength = up.norm(dim=1) * down.norm(dim=0)
    kept = strength.topk(layer.up.out_features).indices.sort().values
    layer.up.weight.copy_(up[kept])
    layer.up.bias.copy_(up_bias[kept])
    layer.down.weight.copy_(down[:, kept])
    layer.down.bias.copy_(down_bias)


def copy_norm(norm, weights, name):
    norm.weight.copy_(weights[name + ".weight"])
    norm.bias.copy_(weights[name + ".bias"])


def copy_layer(layer, weights, name):
    attention = name + "attention."
    for row, part in enumerate(("query", "key", "value")):
        rows = slice(row * WIDTH, (row + 1) * WIDTH)
        layer.query_key_value.weight[rows].copy_(weights[f"{attention}self.{part}.weight"])
        layer.query_key_value.bias[rows].copy_(weights[f"{attention}self.{part}.bias"])
    layer.out.weight.copy_(weights[attention + "output.dense.weight"])
    layer.out.bias.copy_(weights[attention + "output.dense.bias"])
    copy_norm(layer.attention_norm, weights, attention + "output.LayerNorm")
    up, up_bias = weights[name + "intermediate.dense.weight"], weights[name + "intermediate.dense.bias"]
    copy_feed_forward(layer, up, up_bias, weights[name + "output.dense.weight"], weights[name + "output.dense.bias"])
    copy_norm(layer.norm, weights, name + "output.LayerNorm")
