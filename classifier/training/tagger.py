"""The token classifier: a BERT encoder of few layers with a linear head, and how it starts from a larger one."""

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

TYPES = ["PERSON", "LOCATION", "ADDRESS", "ORG", "PROFESSION", "USERNAME", "CODE"]
LABELS = ["O"] + [prefix + kind for kind in TYPES for prefix in ("B-", "I-")]
WINDOW = 128
OVERLAP = 32
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


class Tagger(nn.Module):
    """Windows of word pieces in, one row of logits over LABELS for each piece out."""

    def __init__(self, layers, feed_forward, vocabulary=30522):
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(WINDOW, WIDTH)
        self.embedding_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(feed_forward) for _ in range(layers))
        self.head = nn.Linear(WIDTH, len(LABELS))
        self.dropout = 0.1

    def encode(self, input_ids, attention_mask):
        x = self.words(input_ids) + self.positions.weight[: input_ids.shape[1]]
        x = F.dropout(self.embedding_norm(x), self.dropout, self.training)
        bias = (1.0 - attention_mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, bias, self.dropout)
        return x

    def forward(self, input_ids, attention_mask):
        return self.head(F.dropout(self.encode(input_ids, attention_mask), self.dropout, self.training))


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
            copy_layer(layer, weights, f"encoder.layer.{number}.", feed_forward)
        tagger.head.weight.normal_(0, 0.02)
        tagger.head.bias.zero_()
    return tagger


def copy_norm(norm, weights, name):
    norm.weight.copy_(weights[name + ".weight"])
    norm.bias.copy_(weights[name + ".bias"])


def copy_layer(layer, weights, name, feed_forward):
    attention = name + "attention."
    for row, part in enumerate(("query", "key", "value")):
        rows = slice(row * WIDTH, (row + 1) * WIDTH)
        layer.query_key_value.weight[rows].copy_(weights[f"{attention}self.{part}.weight"])
        layer.query_key_value.bias[rows].copy_(weights[f"{attention}self.{part}.bias"])
    layer.out.weight.copy_(weights[attention + "output.dense.weight"])
    layer.out.bias.copy_(weights[attention + "output.dense.bias"])
    copy_norm(layer.attention_norm, weights, attention + "output.LayerNorm")
    up, up_bias = weights[name + "intermediate.dense.weight"], weights[name + "intermediate.dense.bias"]
    down = weights[name + "output.dense.weight"]
    strength = up.norm(dim=1) * down.norm(dim=0)
    kept = strength.topk(feed_forward).indices.sort().values
    layer.up.weight.copy_(up[kept])
    layer.up.bias.copy_(up_bias[kept])
    layer.down.weight.copy_(down[:, kept])
    layer.down.bias.copy_(weights[name + "output.dense.bias"])
    copy_norm(layer.norm, weights, name + "output.LayerNorm")
