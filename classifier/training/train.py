"""Trains a token classifier on windows that prepare.py made; stops at a number of pieces or of minutes."""

import argparse
import math
import time

import numpy as np
import torch
import torch.nn.functional as F

from prepare import CLS, IGNORED, SEP
from tagger import LABELS, REPORTED, TYPES, WINDOW, Tagger, from_minilm, from_tagger

O_WEIGHT = 0.6
LIKENESS = 0.5
EARLY = 0.2
# Half of the batches see this many pieces on both sides behind the first layer, as the exported network does or less.
NARROW = (12, 40)
EARLY_WEIGHT = 4.0


def open_labels():
    """For each set of open types, as bits, which labels an unlabelled piece may have."""
    allowed = torch.zeros(1 << len(TYPES), len(LABELS), dtype=torch.bool)
    for bits in range(1 << len(TYPES)):
        allowed[bits, 0] = True
        for number in range(len(TYPES)):
            if bits >> number & 1:
                allowed[bits, 1 + 2 * number : 3 + 2 * number] = True
    return allowed


def loss_of(logits, labels, open_types, allowed):
    """Cross entropy; where a piece is not labelled in a source with open types, of O and those types together."""
    log_probability = F.log_softmax(logits.float(), -1)
    kept = labels != IGNORED
    target = labels.clamp(min=0)
    named = log_probability.gather(-1, target[..., None]).squeeze(-1)
    may = allowed[open_types][:, None, :].expand_as(log_probability)
    outside = log_probability.masked_fill(~may, -1e9).logsumexp(-1)
    is_outside = target == 0
    weight = torch.where(is_outside, O_WEIGHT, 1.0) * kept
    return -(torch.where(is_outside, outside, named) * weight).sum() / weight.sum().clamp(min=1)


def trusted(teacher, labels, mask, open_types, allowed):
    """Pieces whose label is not known, or of which the teacher says what the label says: its errors are not learnt."""
    said = teacher.argmax(-1)
    known = labels.clamp(min=0)
    may = allowed[open_types][:, None, :].expand_as(teacher).gather(-1, said[..., None]).squeeze(-1)
    unlabelled = (labels == IGNORED) | ((known == 0) & may)
    return mask & (unlabelled | ((said + 1) // 2 == (known + 1) // 2))


def softened(student, teacher, pieces, temperature=2.0):
    """Divergence from the teacher's distribution over so many pieces, softened."""
    goal = F.softmax(teacher.float() / temperature, -1)
    found = F.log_softmax(student.float() / temperature, -1)
    apart = F.kl_div(found, goal, reduction="none").sum(-1)
    return (apart * pieces).sum() / pieces.sum().clamp(min=1) * temperature**2


def likeness(student, teacher, mask):
    """Distance of each layer's states from those of the teacher's layer at the same depth."""
    each = len(teacher) // len(student)
    pairs = zip(student, teacher[each - 1 :: each])
    return sum(((a.float() - b.float()) ** 2).mean(-1)[mask].mean() for a, b in pairs) / len(student)


def early_loss(logits, teacher, labels, pieces):
    """Of the first layer: whether a piece is of a reported type, as its label or, where that is open, the teacher says."""
    odds = teacher.float().softmax(-1)[..., reported()].sum(-1)
    goal = torch.where((labels > 0), torch.isin(labels, reported()).float(), odds)
    weight = torch.where(goal > 0.05, EARLY_WEIGHT, 1.0) * pieces
    apart = F.binary_cross_entropy_with_logits(logits.float().squeeze(-1), goal, reduction="none")
    return (apart * weight).sum() / weight.sum().clamp(min=1)


def reported():
    return torch.tensor([number for number, label in enumerate(LABELS) if label[2:] in REPORTED])


class Mix:
    """Windows from several files, each batch with fixed shares, each file in a shuffled order again and again."""

    def __init__(self, files, seed):
        self.random = np.random.default_rng(seed)
        self.parts = []
        for name in files:
            path, _, share = name.partition("=")
            data = np.load(path)
            self.parts.append(({key: data[key] for key in data.files}, float(share or 1)))
        total = sum(share for _, share in self.parts)
        self.parts = [(data, share / total) for data, share in self.parts]
        self.orders = [iter(()) for _ in self.parts]

    def next_rows(self, part, count):
        rows = []
        while len(rows) < count:
            row = next(self.orders[part], None)
            if row is None:
                self.orders[part] = iter(self.random.permutation(len(self.parts[part][0]["ids"])))
            else:
                rows.append(row)
        return rows

    def pool(self, size):
        """So many windows with the shares of the parts, in an order of their own."""
        picked = []
        for part, (data, share) in enumerate(self.parts):
            rows = self.next_rows(part, int(size * share + self.random.random()))
            picked.append({key: data[key][rows] for key in data})
        return {key: np.concatenate([p[key] for p in picked]) for key in picked[0]}

    def batches(self, size):
        """Without end: batches of windows of like length, of about size times WINDOW pieces each."""
        while True:
            pool = self.pool(16 * size)
            order = np.argsort(pool["lengths"] + self.random.random(len(pool["lengths"])), kind="stable")
            cuts, first = [], 0
            for at in range(1, len(order) + 1):
                if at == len(order) or (at - first + 1) * int(pool["lengths"][order[at]]) > size * WINDOW:
                    cuts.append(order[first:at])
                    first = at
            self.random.shuffle(cuts)
            for rows in cuts:
                yield tensors({key: pool[key][rows] for key in pool})


def tensors(windows):
    longest = int(windows["lengths"].max())
    ids = torch.from_numpy(windows["ids"][:, :longest].astype(np.int64))
    labels = torch.from_numpy(windows["labels"][:, :longest].astype(np.int64))
    mask = torch.arange(longest)[None, :] < torch.from_numpy(windows["lengths"].astype(np.int64))[:, None]
    return ids, labels, mask, torch.from_numpy(windows["open"].astype(np.int64))


def rate(progress, warm=0.06):
    return progress / warm if progress < warm else max(0.02, 0.5 * (1 + math.cos(math.pi * (progress - warm) / (1 - warm))))


def save(model, arguments, path):
    shape = {
        "layers": len(model.layers),
        "feed_forward": model.layers[0].up.out_features,
        "early": model.early is not None,
    }
    torch.save({"shape": shape, "weights": model.state_dict(), "arguments": vars(arguments)}, path)


def load(path):
    saved = torch.load(path, weights_only=True)
    model = Tagger(**saved["shape"])
    model.load_state_dict(saved["weights"])
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", required=True, help="FILE.npz=SHARE")
    parser.add_argument("--base", help="model.safetensors of MiniLM")
    parser.add_argument("--start", help="a saved tagger to go on from")
    parser.add_argument("--teacher", help="a saved tagger to learn from")
    parser.add_argument("--layers", default="0,2,5", help="layers of the base to keep")
    parser.add_argument("--feed-forward", type=int, default=1536)
    parser.add_argument("--pieces", type=float, default=5e6)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--batch", type=int, default=48, help="full windows")
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    layers = [int(number) for number in arguments.layers.split(",")]
    teacher = load(arguments.teacher).eval() if arguments.teacher else None
    if arguments.start:
        model = load(arguments.start)
    elif teacher:
        model = from_tagger(teacher, layers, arguments.feed_forward)
    else:
        model = from_minilm(arguments.base, layers, arguments.feed_forward)
    allowed = open_labels()
    plain = [p for p in model.parameters() if p.dim() < 2]
    decayed = [p for p in model.parameters() if p.dim() >= 2]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0}], lr=arguments.rate, fused=True
    )
    batches = Mix(arguments.data, arguments.seed).batches(arguments.batch)
    model.train()
    began, seen, step, total = time.time(), 0, 0, 0.0
    while True:
        progress = max(seen / arguments.pieces, (time.time() - began) / 60 / arguments.minutes)
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = arguments.rate * rate(progress)
        ids, labels, mask, open_types = next(batches)
        with torch.autocast("cpu", torch.bfloat16, enabled=arguments.bf16):
            narrow = int(torch.randint(*NARROW, ())) if model.early is not None and torch.rand(()) < 0.5 else None
            states = model.states(ids, mask, narrow)
            logits = model.label(states[-1])
            if teacher:
                with torch.no_grad():
                    goals = teacher.states(ids, mask)
                    goal = teacher.label(goals[-1])
        loss = loss_of(logits, labels, open_types, allowed)
        if teacher:
            pieces = trusted(goal, labels, mask & (ids != CLS) & (ids != SEP), open_types, allowed)
            loss = 0.5 * loss + 0.5 * softened(logits, goal, pieces) + LIKENESS * likeness(states, goals, mask)
            if model.early:
                loss = loss + EARLY * early_loss(model.early(states[0]), goal, labels, pieces)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        seen += int(mask.sum())
        step += 1
        total = loss.item() if step == 1 else 0.98 * total + 0.02 * loss.item()
        if step % 50 == 0:
            speed = seen / (time.time() - began)
            print(f"step {step} pieces {seen / 1e6:.2f}M loss {total:.4f} speed {speed:.0f}/s", flush=True)
            if step % 200 == 0:
                save(model, arguments, arguments.out)
    save(model, arguments, arguments.out)
    print(f"{seen} pieces in {(time.time() - began) / 60:.1f} minutes", flush=True)


if __name__ == "__main__":
    main()
