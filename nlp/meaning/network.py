"""The encoder's network as onnxruntime runs it: built from the weights when first used, in eight bits.

The weights' four bits become eight with a scale for each number that a matrix gives; what flows through is brought to
eight bits anew at every matrix, for each text alone. On one core this takes a quarter of the time of the engine that
comes with the weights.
"""

from typing import Any

import numpy as np
from onnx import NodeProto, TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession, SessionOptions

from nlp.meaning.weights import Matrix, Weights

_LARGEST = 127  # of eight bits with a sign
_EPSILON = 1e-12  # of a BERT's normalisation
_OPERATORS = (helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1))
_FORMAT = 9  # the version of ONNX's file format that goes with these
_ERRORS = 3  # onnxruntime logs nothing less


class Network:
    """Gives a text's vector from those of its word pieces."""

    def __init__(self, weights: Weights) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = 1  # texts are short: a second core takes longer to wake than to wait for
        options.log_severity_level = _ERRORS
        model = _Graph(weights).model()
        self._session = InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def mean(self, pieces: Matrix) -> Matrix:
        """The mean of what the last layer makes of the pieces, a row for each."""
        found: list[Any] = self._session.run(None, {"pieces": pieces[None]})
        vector: Matrix = found[0][0]
        return vector


class _Graph:
    """Puts the network together, layer by layer."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def model(self) -> bytes:
        """The network in ONNX's format."""
        width = self._weights.width
        at = self._add("LayerNormalization", ["pieces", *self._plain("emb.ln.w", "emb.ln.b")], epsilon=_EPSILON)
        for number in range(self._weights.layers):
            at = self._layer(at, f"l{number}.")
        self._nodes.append(helper.make_node("ReduceMean", [at], ["mean"], axes=[1], keepdims=0))
        takes = helper.make_tensor_value_info("pieces", TensorProto.FLOAT, [1, "length", width])
        gives = helper.make_tensor_value_info("mean", TensorProto.FLOAT, [1, width])
        graph = helper.make_graph(self._nodes, "encoder", [takes], [gives], self._constants)
        model = helper.make_model(graph, opset_imports=_OPERATORS, ir_version=_FORMAT)
        serialised: bytes = model.SerializeToString()
        return serialised

    def _layer(self, at: str, layer: str) -> str:
        parts = [self._times(at, f"{layer}{part}", self._weights.width) for part in "qkv"]
        seen = self._fused("MultiHeadAttention", parts, num_heads=self._weights.heads)
        at = self._joined(at, self._times(seen, f"{layer}ao", self._weights.width), f"{layer}aln")
        inner = self._fused("Gelu", [self._times(at, f"{layer}fi", self._weights.width)])
        return self._joined(at, self._times(inner, f"{layer}fo", self._weights.inner), f"{layer}oln")

    def _times(self, at: str, name: str, width: int) -> str:
        """What a matrix, with its bias, makes of rows of `width` numbers."""
        matrix = self._weights.matrix(f"{name}.w", width).T
        scales = (np.abs(matrix).max(axis=0) / _LARGEST).astype(np.float32)
        eight = self._constant(f"{name}.w", np.round(matrix / scales).astype(np.int8))
        inputs = [at, eight, self._constant(f"{name}.s", scales), "", *self._plain(f"{name}.b")]
        return self._fused("DynamicQuantizeMatMul", inputs)

    def _joined(self, at: str, beside: str, name: str) -> str:
        """Two rows added and normalised."""
        inputs = [at, beside, *self._plain(f"{name}.w", f"{name}.b")]
        return self._fused("SkipLayerNormalization", inputs, epsilon=_EPSILON)

    def _plain(self, *names: str) -> list[str]:
        return [self._constant(name, self._weights.plain(name)) for name in names]

    def _constant(self, name: str, numbers: np.ndarray[Any, Any]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(numbers), name))
        return name

    def _fused(self, operator: str, inputs: list[str], **settings: float) -> str:
        return self._add(operator, inputs, domain="com.microsoft", **settings)

    def _add(self, operator: str, inputs: list[str], **settings: Any) -> str:
        gives = f"n{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, inputs, [gives], **settings))
        return gives
